using EdgeConv.Vision.Frames;

namespace EdgeConv.Host.Running;

/// <summary>
/// How long things took of late, in the last one to two spans of time: what a camera does now would not show among what it did in months. Allocates nothing once it is
/// made. Safe to read while one thread adds.
/// </summary>
/// <param name="span">The least time that is looked back on.</param>
internal sealed class RecentLatency(TimeSpan span)
{
    // One that is added to, the one before, and one to go on with: what a reader has just taken up is not cleared under it.
    private const int Histograms = 3;

    private readonly LatencyHistogram[] _histograms = [new(), new(), new()];
    private readonly long _span = MonotonicClock.Nanoseconds(span);
    private long _began = long.MinValue;
    private int _current;

    /// <summary>Adds a time; one thread at a time.</summary>
    /// <param name="nanoseconds">The time.</param>
    /// <param name="now">When it was over, in nanoseconds of the monotonic clock.</param>
    public void Add(long nanoseconds, long now)
    {
        if (_began == long.MinValue)
            _began = now;
        // After a long pause what is before it is of no time that is looked back on.
        for (var full = Math.Min(2, (now - _began) / _span); full > 0; full--)
        {
            var next = (_current + 1) % Histograms;
            _histograms[next].Clear();
            Volatile.Write(ref _current, next);
            _began = now;
        }

        _histograms[_current].Add(nanoseconds);
    }

    /// <summary>The time that so many stay below, in nanoseconds; 0 when there are none.</summary>
    /// <param name="share">From 0 to 1.</param>
    public long Percentile(double share)
    {
        var current = Volatile.Read(ref _current);
        return _histograms[current].Percentile(share, _histograms[(current + Histograms - 1) % Histograms]);
    }
}
