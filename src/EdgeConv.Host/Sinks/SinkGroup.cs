using System.Collections.Immutable;
using EdgeConv.Host.Decisions;

namespace EdgeConv.Host.Sinks;

/// <summary>All sinks of a run.</summary>
internal sealed class SinkGroup : IDecisionAudience, IDisposable
{
    private readonly CancellationTokenSource _allClosed = new();
    private int _open;

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
    public void Start()
    {
        foreach (var sink in Sinks)
            sink.Start();
    }

    /// <inheritdoc/>
    public void Tell(Decision decision, ReadOnlySpan<RuleEvent> events)
    {
        foreach (var sink in Sinks.AsSpan())
            sink.Offer(decision, events);
    }

    /// <summary>Lets them write what they were told last.</summary>
    public void Dispose()
    {
        foreach (var sink in Sinks)
            sink.Dispose();
        _allClosed.Dispose();
    }

    private void CountClosed()
    {
        if (Interlocked.Decrement(ref _open) == 0)
            _allClosed.Cancel();
    }
}
