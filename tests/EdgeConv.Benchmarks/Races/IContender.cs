namespace EdgeConv.Benchmarks.Races;

/// <summary>What takes part in a race: something that can be run again and again.</summary>
internal interface IContender : IDisposable
{
    /// <summary>What tells it from the others.</summary>
    string Name { get; }

    /// <summary>Does its work once.</summary>
    void Run();
}
