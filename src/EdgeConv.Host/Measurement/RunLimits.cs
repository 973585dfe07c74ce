namespace EdgeConv.Host.Measurement;

/// <summary>When to stop repeating a run: after a number of times, or once it has been run often enough for long enough.</summary>
/// <param name="Runs">The number; null to go by time.</param>
/// <param name="AtLeast">Runs that are made however long they take, when going by time.</param>
/// <param name="About">How long to go on.</param>
/// <param name="AtMost">Runs that are never exceeded when going by time: each one's duration is kept.</param>
internal sealed record RunLimits(int? Runs, int AtLeast, TimeSpan About, int AtMost)
{
    /// <summary>The most runs there can be.</summary>
    public int Capacity => Runs ?? AtMost;

    /// <summary>Runs before the measured ones: caches fill, clocks rise, the compiler of a JIT build reaches its last tier.</summary>
    public static RunLimits Warmup(int? runs) => new(runs, 3, TimeSpan.FromSeconds(0.5), 200_000);

    /// <summary>Measured runs.</summary>
    public static RunLimits Measured(int? runs) => new(runs, 20, TimeSpan.FromSeconds(2), 200_000);

    /// <summary>Runs with every step timed: no more than the measured ones.</summary>
    public static RunLimits Steps(int measuredRuns)
    {
        const int most = 1000;
        return new RunLimits(null, Math.Min(measuredRuns, 10), TimeSpan.FromSeconds(1), Math.Min(measuredRuns, most));
    }

    /// <summary>Whether that is enough.</summary>
    /// <param name="runs">Runs made.</param>
    /// <param name="elapsed">Time since the first began.</param>
    public bool Reached(int runs, TimeSpan elapsed) =>
        Runs is { } wanted ? runs >= wanted : runs >= AtMost || (runs >= AtLeast && elapsed >= About);
}
