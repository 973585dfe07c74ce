using System.Numerics;

namespace EdgeConv.Host.Running;

/// <summary>
/// How long things took: counts in buckets that are an eighth of a power of two wide, so that a percentile is at most 12.5 % too high, whatever its size. Safe to
/// read while one thread adds.
/// </summary>
internal sealed class LatencyHistogram
{
    private const int Fractions = 8;
    private const int FractionBits = 3;

    private readonly long[] _counts = new long[64 * Fractions];
    private long _total;
    private long _sum;

    /// <summary>How many were added.</summary>
    public long Count => Volatile.Read(ref _total);

    /// <summary>Nanoseconds in all.</summary>
    public long Sum => Volatile.Read(ref _sum);

    /// <summary>Adds a time; one thread at a time. What lies before zero (a clock that disagrees) counts as zero.</summary>
    public void Add(long nanoseconds)
    {
        nanoseconds = Math.Max(0, nanoseconds);
        ref var count = ref _counts[Bucket(nanoseconds)];
        Volatile.Write(ref count, count + 1);
        Volatile.Write(ref _sum, _sum + nanoseconds);
        Volatile.Write(ref _total, _total + 1);
    }

    /// <summary>The time that so many of all stay below, in nanoseconds; 0 when there are none.</summary>
    /// <param name="share">From 0 to 1.</param>
    /// <param name="more">Another histogram whose times count with these.</param>
    public long Percentile(double share, LatencyHistogram? more = null)
    {
        var total = Count + (more?.Count ?? 0);
        var wanted = Math.Max(1, (long)Math.Ceiling(total * share));
        var seen = 0L;
        for (var bucket = 0; bucket < _counts.Length; bucket++)
        {
            seen += Volatile.Read(ref _counts[bucket]) + (more is null ? 0 : Volatile.Read(ref more._counts[bucket]));
            if (seen >= wanted)
                return UpperBound(bucket);
        }

        return 0;
    }

    /// <summary>Forgets all; while nobody adds.</summary>
    public void Clear()
    {
        Array.Clear(_counts);
        Volatile.Write(ref _sum, 0);
        Volatile.Write(ref _total, 0);
    }

    private static int Bucket(long value)
    {
        if (value < Fractions)
            return (int)value;
        var exponent = BitOperations.Log2((ulong)value);
        return (exponent - FractionBits + 1) * Fractions + (int)(value >> (exponent - FractionBits)) % Fractions;
    }

    private static long UpperBound(int bucket)
    {
        if (bucket < Fractions)
            return bucket;
        var exponent = bucket / Fractions - 1 + FractionBits;
        return ((long)(Fractions + bucket % Fractions + 1) << (exponent - FractionBits)) - 1;
    }
}
