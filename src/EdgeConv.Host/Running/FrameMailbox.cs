using EdgeConv.Vision.Frames;

namespace EdgeConv.Host.Running;

/// <summary>
/// Hands frames from the thread that captures them to the one that looks at them. The newest wins: there are three frames, one being written, one being read and one
/// that waits, and a newer one takes the place of that. Nothing is allocated from frame to frame.
/// </summary>
internal sealed class FrameMailbox : IDisposable
{
    private readonly Lock _lock = new();
    private readonly AutoResetEvent _came = new(false);
    private Frame _writing = new(1);
    private Frame _waiting = new(1);
    private Frame _reading = new(1);
    private bool _isFull;
    private long _overwritten;
    private bool _isClosed;

    /// <summary>How many frames nobody looked at because a newer one came.</summary>
    public long Overwritten => Interlocked.Read(ref _overwritten);

    /// <summary>A frame to write to, with room for so many bytes; for the capturing thread.</summary>
    public Frame Writing(int capacity)
    {
        if (_writing.Capacity < capacity)
        {
            // The new one first: where there is no memory for it, the old one is still there to be used, and to be returned.
            var larger = new Frame(capacity);
            _writing.Dispose();
            _writing = larger;
        }

        return _writing;
    }

    /// <summary>Posts what was written.</summary>
    public void Post()
    {
        lock (_lock)
        {
            (_writing, _waiting) = (_waiting, _writing);
            if (_isFull)
                _overwritten++;
            _isFull = true;
        }

        _came.Set();
    }

    /// <summary>Waits for a frame; for the looking thread, which has it until it asks for the next.</summary>
    /// <returns>Null when none came in time, or the box was closed.</returns>
    public Frame? Take(TimeSpan timeout)
    {
        if (TryTake() is { } waiting)
            return waiting;
        _came.WaitOne(timeout);
        return TryTake();
    }

    /// <summary>Wakes whoever waits; frames posted before can still be taken.</summary>
    public void Close()
    {
        Volatile.Write(ref _isClosed, true);
        _came.Set();
    }

    /// <summary>Whether no frame will be posted any more.</summary>
    public bool IsClosed => Volatile.Read(ref _isClosed);

    /// <summary>Returns the memory; no thread may use the box any more.</summary>
    public void Dispose()
    {
        _writing.Dispose();
        _waiting.Dispose();
        _reading.Dispose();
        _came.Dispose();
    }

    private Frame? TryTake()
    {
        lock (_lock)
        {
            if (!_isFull)
                return null;
            (_reading, _waiting) = (_waiting, _reading);
            _isFull = false;
            return _reading;
        }
    }
}
