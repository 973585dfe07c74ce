using EdgeConv.Host.Running;
using EdgeConv.Vision.Frames;

namespace EdgeConv.Host.Web.Live;

/// <summary>
/// Takes copies of frames for those who watch the picture, some a second. The thread that shows frames copies one at most, waits for nobody, and allocates only when
/// a frame is larger than all before; without watchers it does nothing.
/// </summary>
/// <param name="watchers">Who watches.</param>
/// <param name="pause">The least time between two frames.</param>
internal sealed class FrameTap(Audience watchers, TimeSpan pause) : IFrameWitness, IDisposable
{
    private readonly long _pause = MonotonicClock.Nanoseconds(pause);
    private readonly Lock _lock = new();
    private readonly AutoResetEvent _came = new(false);
    private Frame _waiting = new(1);
    private Frame _taken = new(1);
    private long _seenAt = long.MinValue;
    private bool _isFull;
    private bool _isClosed;

    /// <inheritdoc/>
    public void See(Frame frame)
    {
        var now = MonotonicClock.Now;
        if (watchers.Count == 0 || frame.Format is not { } format || (_seenAt != long.MinValue && now - _seenAt < _pause))
            return;
        _seenAt = now;
        lock (_lock)
        {
            if (_isClosed)
                return;
            if (_waiting.Capacity < frame.Length)
            {
                var larger = new Frame(frame.Capacity);
                _waiting.Dispose();
                _waiting = larger;
            }

            frame.Bytes.CopyTo(_waiting.Memory);
            _waiting.Set(format, frame.Length, frame.Sequence, frame.CapturedAt);
            _isFull = true;
        }

        _came.Set();
    }

    /// <summary>Waits for a frame; for one thread, which has it until it asks for the next.</summary>
    /// <returns>Null once the tap is closed.</returns>
    public Frame? Take()
    {
        while (true)
        {
            lock (_lock)
            {
                if (_isClosed)
                    return null;
                if (_isFull)
                {
                    (_waiting, _taken) = (_taken, _waiting);
                    _isFull = false;
                    return _taken;
                }
            }

            _came.WaitOne();
        }
    }

    /// <summary>No frame is taken any more.</summary>
    public void Close()
    {
        lock (_lock)
            _isClosed = true;
        _came.Set();
    }

    /// <summary>Returns the memory; whoever takes frames must have ended, those who show them need not.</summary>
    public void Dispose()
    {
        Close();
        _waiting.Dispose();
        _taken.Dispose();
        _came.Dispose();
    }
}
