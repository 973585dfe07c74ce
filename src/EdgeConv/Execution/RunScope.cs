namespace EdgeConv.Execution;

/// <summary>The time from the first call of a run to the last; see <see cref="WorkerPool.BeginRun"/>.</summary>
public readonly ref struct RunScope
{
    private readonly WorkerTeam? _team;

    internal RunScope(WorkerTeam? team)
    {
        _team = team;
        team?.BeginRun();
    }

    /// <summary>Ends the run; to be called once.</summary>
    public void Dispose() => _team?.EndRun();
}
