namespace EdgeConv.Host.Running;

/// <summary>What became of a camera's frames before anybody looked at them. Written by one thread, read by any.</summary>
internal sealed class CaptureCounters
{
    private long _captured;
    private long _lost;
    private long _damaged;
    private long _opened;
    private long _lastFrameAt;

    /// <summary>Frames that came.</summary>
    public long Captured => Volatile.Read(ref _captured);

    /// <summary>Frames that the camera counted and nobody got.</summary>
    public long Lost => Volatile.Read(ref _lost);

    /// <summary>Frames that came damaged.</summary>
    public long Damaged => Volatile.Read(ref _damaged);

    /// <summary>How often the camera was opened.</summary>
    public long Opened => Volatile.Read(ref _opened);

    /// <summary>When the last frame came, in nanoseconds of the monotonic clock; 0 before the first.</summary>
    public long LastFrameAt => Volatile.Read(ref _lastFrameAt);

    /// <summary>The camera was opened.</summary>
    public void CountOpening() => Volatile.Write(ref _opened, _opened + 1);

    /// <summary>A frame came.</summary>
    /// <param name="missing">How many numbers are missing before its own.</param>
    /// <param name="at">When.</param>
    public void CountFrame(long missing, long at)
    {
        Volatile.Write(ref _captured, _captured + 1);
        Volatile.Write(ref _lost, _lost + missing);
        Volatile.Write(ref _lastFrameAt, at);
    }

    /// <summary>A damaged frame came.</summary>
    public void CountDamaged() => Volatile.Write(ref _damaged, _damaged + 1);
}
