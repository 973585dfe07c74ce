using System.Collections.Immutable;
using System.Diagnostics;
using EdgeConv.Host.Decisions;

namespace EdgeConv.Host.Sinks;

/// <summary>All sinks of a run. They begin to end together, and have one time for it in common: one that hangs takes nothing from the others.</summary>
internal sealed class SinkGroup : IDecisionAudience, IDisposable
{
    private readonly CancellationTokenSource _allClosed = new();
    private readonly Lock _lock = new();
    private CancellationTokenRegistration _stop;
    private int _open;
    private long _endedAt;
    private bool _isDisposed;

    /// <param name="sinks">The sinks, which are disposed of with this.</param>
    public SinkGroup(ImmutableArray<SinkRunner> sinks)
    {
        (Sinks, _open) = (sinks, sinks.Length);
        foreach (var sink in sinks)
            sink.Closed = CountClosed;
    }

    /// <summary>The sinks.</summary>
    public ImmutableArray<SinkRunner> Sinks { get; }

    /// <summary>Is cancelled when nobody is left to be told: the last sink's reader is gone.</summary>
    public CancellationToken AllClosed => _allClosed.Token;

    /// <summary>The run begins.</summary>
    /// <param name="stop">Has all sinks end as soon as it is cancelled, on threads of their own: a model may take seconds for the frame it is at, and lines are not to stay on for so long.</param>
    public void Start(CancellationToken stop)
    {
        foreach (var sink in Sinks)
            sink.Start();
        _stop = stop.Register(End);
    }

    /// <inheritdoc/>
    public void Tell(Decision decision, ReadOnlySpan<RuleEvent> events)
    {
        foreach (var sink in Sinks.AsSpan())
            sink.Offer(decision, events);
    }

    /// <summary>Lets all of them write what they were told last, and end; does not wait.</summary>
    public void End()
    {
        Interlocked.CompareExchange(ref _endedAt, Stopwatch.GetTimestamp(), 0);
        foreach (var sink in Sinks)
            sink.End();
    }

    /// <summary>Waits until all have ended, or their time is over; one that hangs then is left behind.</summary>
    public void Dispose()
    {
        _stop.Dispose();
        End();
        foreach (var sink in Sinks)
        {
            var left = SinkRunner.Patience - Stopwatch.GetElapsedTime(Interlocked.Read(ref _endedAt));
            sink.Join(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        }

        lock (_lock)
        {
            _isDisposed = true;
            _allClosed.Dispose();
        }
    }

    private void CountClosed()
    {
        // A sink that was left behind may close after the run, and perhaps during the next.
        lock (_lock)
        {
            if (--_open == 0 && !_isDisposed)
                _allClosed.Cancel();
        }
    }
}
