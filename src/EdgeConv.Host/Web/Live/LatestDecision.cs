using EdgeConv.Host.Decisions;

namespace EdgeConv.Host.Web.Live;

/// <summary>The newest decision of a run, for any thread.</summary>
/// <param name="decision">Room for one.</param>
internal sealed class LatestDecision(Decision decision)
{
    private readonly Lock _lock = new();

    /// <summary>Takes a copy of a decision.</summary>
    public void Keep(Decision newest)
    {
        lock (_lock)
            decision.CopyFrom(newest);
    }

    /// <summary>Which rules hold.</summary>
    public bool[] ActiveRules()
    {
        lock (_lock)
            return decision.Active.ToArray();
    }

    /// <summary>How good the camera's picture is, as a class of the camera check; -1: not known.</summary>
    public Guess Picture
    {
        get
        {
            lock (_lock)
                return decision.Picture;
        }
    }

    /// <summary>The best classes.</summary>
    public Guess[] Guesses()
    {
        lock (_lock)
            return decision.Guesses.ToArray();
    }
}
