using System.Diagnostics;

namespace EdgeConv.Devices.Interop;

/// <summary>The end of a wait.</summary>
internal readonly struct Deadline
{
    /// <summary>How long a system call may wait before cancellation is looked at again.</summary>
    private const int SliceMilliseconds = 50;

    private readonly long _start;
    private readonly TimeSpan _timeout;
    private readonly CancellationToken _cancellation;

    public Deadline(TimeSpan timeout, CancellationToken cancellation)
    {
        _start = Stopwatch.GetTimestamp();
        _timeout = timeout;
        _cancellation = cancellation;
    }

    /// <summary>Whether to wait no longer.</summary>
    public bool IsOver => _cancellation.IsCancellationRequested || Left <= TimeSpan.Zero;

    /// <summary>Milliseconds a system call may wait now; 0 when the deadline is over: then it only looks.</summary>
    public int Slice => IsOver ? 0 : (int)Math.Clamp(Math.Ceiling(Left.TotalMilliseconds), 1, SliceMilliseconds);

    private TimeSpan Left => _timeout == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : _timeout - Stopwatch.GetElapsedTime(_start);
}
