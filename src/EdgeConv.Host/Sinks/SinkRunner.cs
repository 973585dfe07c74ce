using EdgeConv.Host.Decisions;
using EdgeConv.Host.Failures;

namespace EdgeConv.Host.Sinks;

/// <summary>
/// A sink's thread. Offering it a decision takes a copy and no time, however slow the sink is or whether it works: it gets the newest decision, and all events in
/// order, of which so many are kept; older ones give way and are counted. After a failure it waits longer and longer, or until the sink says that it has recovered.
/// Nothing is allocated per decision.
/// </summary>
internal sealed class SinkRunner : IDisposable
{
    private const int MostEvents = 256;

    /// <summary>errno of a pipe whose reader is gone (EPIPE), which is the HResult of the exception then.</summary>
    private const int BrokenPipe = 32;

    /// <summary>How long a sink may take to end. With what else there is to do a program that is asked to stop is gone within a second.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(600);

    private static readonly TimeSpan MendingPause = TimeSpan.FromMilliseconds(250);

    private readonly ISink _sink;
    private readonly Condition _condition;
    private readonly Backoff _backoff = new(TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(30));
    private readonly Lock _lock = new();
    private readonly AutoResetEvent _came = new(false);
    private readonly ManualResetEvent _stop = new(false);
    private readonly WaitHandle[] _nextAttempt;
    private readonly Thread _thread;
    private readonly Decision _offered;
    private readonly Decision _writing;
    private readonly RuleEvent[] _events = new RuleEvent[MostEvents];
    private readonly RuleEvent[] _toWrite = new RuleEvent[MostEvents];
    private int _eventCount;
    private int _toWriteCount;
    private bool _isNew;
    private bool _isOver;
    private long _written;
    private long _lostEvents;

    /// <summary>Prepares the thread, which does not run yet.</summary>
    /// <param name="sink">The sink, which is disposed of with this.</param>
    /// <param name="condition">Whether it works.</param>
    /// <param name="newDecision">Makes room for a decision.</param>
    public SinkRunner(ISink sink, Condition condition, Func<Decision> newDecision)
    {
        (_sink, _condition) = (sink, condition);
        (_offered, _writing) = (newDecision(), newDecision());
        _nextAttempt = sink.Recovered is { } recovered ? [_stop, recovered] : [_stop];
        _thread = new Thread(Run) { IsBackground = true, Name = $"sink {sink.Name}" };
    }

    /// <summary>Starts the thread.</summary>
    public void Start() => _thread.Start();

    /// <summary>Called when whoever reads what it writes is gone for good; nothing is written any more.</summary>
    public Action? Closed { get; set; }

    /// <summary>The sink's name.</summary>
    public string Name => _sink.Name;

    /// <summary>Decisions it has written.</summary>
    public long Written => Interlocked.Read(ref _written);

    /// <summary>Events that were given up because it failed for too long.</summary>
    public long LostEvents => Interlocked.Read(ref _lostEvents);

    /// <summary>Tells it of a decision, and of an event if there was one.</summary>
    public void Offer(Decision decision, ReadOnlySpan<RuleEvent> events)
    {
        lock (_lock)
        {
            _offered.CopyFrom(decision);
            _isNew = true;
            foreach (ref readonly var one in events)
                Keep(in one);
        }

        _came.Set();
    }

    /// <summary>Lets it write what it was offered last, and end; does not wait.</summary>
    public void End()
    {
        if (_isOver)
            return;
        _sink.Hurry();
        _stop.Set();
        _came.Set();
    }

    /// <summary>Waits until it has ended. One that hangs for longer is left to itself; it disposes of its sink if it ever comes to that.</summary>
    public void Join(TimeSpan patience)
    {
        if (_isOver)
            return;
        if (_thread.ThreadState.HasFlag(ThreadState.Unstarted))
            _sink.Dispose();
        else if (!_thread.Join(patience))
            return;
        _isOver = true;
        _came.Dispose();
        _stop.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        End();
        Join(Patience);
    }

    private void Keep(in RuleEvent one)
    {
        if (_eventCount == MostEvents)
        {
            _events.AsSpan(1).CopyTo(_events);
            _eventCount--;
            Interlocked.Increment(ref _lostEvents);
        }

        _events[_eventCount++] = one;
    }

    /// <summary>The thread has the sink: one that hangs for longer than anybody waits is still disposed of when it is done.</summary>
    private void Run()
    {
        try
        {
            using (_sink)
                Serve();
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // Of its end: it is told, and there is nothing left that could be tried again.
            _condition.Fails($"{fault.GetType().Name}: {fault.Message}");
        }
    }

    private void Serve()
    {
        try
        {
            while (!TryBegin())
            {
                if (WaitHandle.WaitAny(_nextAttempt, _backoff.Next()) == 0)
                    return;
            }

            _backoff.Reset();
            while (ServeOnce())
            {
            }
        }
        catch (IOException problem) when (problem.HResult == BrokenPipe)
        {
            Closed?.Invoke();
        }
    }

    /// <returns>Whether there may be more.</returns>
    private bool ServeOnce()
    {
        if (!_came.WaitOne(_sink.Trouble is null ? Timeout.InfiniteTimeSpan : MendingPause))
        {
            Try(static self => self._sink.Mend());
            return true;
        }

        var isLast = _stop.WaitOne(0);
        while (TryTake() && !TryWrite())
        {
            if (WaitHandle.WaitAny(_nextAttempt, _backoff.Next()) == 0)
                return false;
        }

        return !isLast;
    }

    private bool TryTake()
    {
        lock (_lock)
        {
            if (!_isNew)
                return false;
            _isNew = false;
            _writing.CopyFrom(_offered);
            _events.AsSpan(0, _eventCount).CopyTo(_toWrite);
            (_toWriteCount, _eventCount) = (_eventCount, 0);
            return true;
        }
    }

    private bool TryBegin() => Try(static self => self._sink.Begin());

    private bool TryWrite()
    {
        if (!Try(static self => self._sink.Write(self._writing, self._toWrite.AsSpan(0, self._toWriteCount))))
        {
            PutBack();
            return false;
        }

        Interlocked.Increment(ref _written);
        _backoff.Reset();
        return true;
    }

    private bool Try(Action<SinkRunner> step)
    {
        try
        {
            step(this);
        }
        catch (Exception problem) when (problem is IOException { HResult: not BrokenPipe } or UnauthorizedAccessException or TimeoutException or System.Net.Sockets.SocketException)
        {
            _condition.Fails(problem.Message);
            return false;
        }
        catch (Exception fault) when (fault is not IOException)
        {
            // Of the sink or of a driver under it, which is no reason to end a run that has other sinks.
            _condition.Fails($"{fault.GetType().Name}: {fault.Message}");
            return false;
        }

        if (_sink.Trouble is { } trouble)
            _condition.Fails(trouble);
        else
            _condition.Works("gets through");
        return true;
    }

    /// <summary>Keeps what could not be written for the next attempt, in front of what came since.</summary>
    private void PutBack()
    {
        lock (_lock)
        {
            var room = Math.Min(_toWriteCount, MostEvents - _eventCount);
            Interlocked.Add(ref _lostEvents, _toWriteCount - room);
            _events.AsSpan(0, _eventCount).CopyTo(_events.AsSpan(room));
            _toWrite.AsSpan(_toWriteCount - room, room).CopyTo(_events);
            _eventCount += room;
            if (!_isNew)
                _offered.CopyFrom(_writing);
            _isNew = true;
        }
    }
}
