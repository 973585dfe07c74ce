using EdgeConv.Vision.Frames;

namespace EdgeConv.Host.Web.Classify;

/// <summary>So many requests a second, and as many at once after a quiet second (the generic cell rate algorithm, ITU-T I.371). For any thread.</summary>
/// <param name="perSecond">How many.</param>
internal sealed class RequestPace(int perSecond)
{
    private static readonly long Second = MonotonicClock.Nanoseconds(TimeSpan.FromSeconds(1));

    private readonly Lock _lock = new();
    private readonly long _pause = Second / perSecond;
    private long _due = long.MinValue;

    /// <summary>Whether another may come now.</summary>
    /// <param name="now">Nanoseconds of the monotonic clock.</param>
    public bool Admits(long now)
    {
        lock (_lock)
        {
            if (_due != long.MinValue && _due - now > Second - _pause)
                return false;
            _due = Math.Max(_due, now) + _pause;
            return true;
        }
    }
}
