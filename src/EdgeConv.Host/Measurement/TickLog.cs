using System.Diagnostics;

namespace EdgeConv.Host.Measurement;

/// <summary>Room for measured times, taken beforehand so that measuring allocates nothing.</summary>
/// <param name="capacity">The most times there can be.</param>
internal sealed class TickLog(int capacity)
{
    private readonly long[] _ticks = new long[capacity];
    private int _count;

    /// <summary>Adds the time that has passed since a moment.</summary>
    /// <param name="began">The moment, by <see cref="Stopwatch.GetTimestamp"/>.</param>
    public void Add(long began) => _ticks[_count++] = Stopwatch.GetTimestamp() - began;

    /// <summary>Forgets all times.</summary>
    public void Clear() => _count = 0;

    /// <summary>The times in milliseconds, in the order they were measured.</summary>
    public double[] Milliseconds() => [.. _ticks.Take(_count).Select(ticks => ticks * 1000.0 / Stopwatch.Frequency)];
}
