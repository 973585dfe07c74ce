using System.Collections.Immutable;

namespace EdgeConv.Host.Running;

/// <summary>Counts of times up to round bounds, as monitoring systems collect them. Safe to read while one thread adds.</summary>
internal sealed class LatencyBuckets
{
    private const double NanosecondsPerSecond = 1e9;

    private readonly long[] _counts = new long[Bounds.Length + 1];
    private long _sum;

    /// <summary>The bounds in seconds, the least first.</summary>
    public static ImmutableArray<double> Bounds { get; } = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];

    /// <summary>All times in seconds, added up.</summary>
    public double Sum => Volatile.Read(ref _sum) / NanosecondsPerSecond;

    /// <summary>Adds a time in nanoseconds; one thread at a time. What lies before zero (a clock that disagrees) counts as zero.</summary>
    public void Add(long nanoseconds)
    {
        nanoseconds = Math.Max(0, nanoseconds);
        var bucket = 0;
        while (bucket < Bounds.Length && nanoseconds > Bounds[bucket] * NanosecondsPerSecond)
            bucket++;
        Volatile.Write(ref _sum, _sum + nanoseconds);
        Volatile.Write(ref _counts[bucket], _counts[bucket] + 1);
    }

    /// <summary>How many were at most each bound, and in the end how many there are.</summary>
    public ImmutableArray<long> Cumulative()
    {
        var counts = new long[_counts.Length];
        for (var (bucket, all) = (0, 0L); bucket < counts.Length; bucket++)
            counts[bucket] = all += Volatile.Read(ref _counts[bucket]);
        return [.. counts];
    }
}
