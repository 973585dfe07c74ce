using System.Collections.Immutable;
using EdgeConv.Host.Decisions;
using EdgeConv.Host.Running;

namespace EdgeConv.Host.Sinks;

/// <summary>All sinks of a run.</summary>
internal sealed class SinkGroup(ImmutableArray<SinkRunner> sinks) : IDecisionAudience, IDisposable
{
    /// <summary>The sinks.</summary>
    public ImmutableArray<SinkRunner> Sinks => sinks;

    /// <inheritdoc/>
    public void Tell(Decision decision, ReadOnlySpan<RuleEvent> events)
    {
        foreach (var sink in sinks.AsSpan())
            sink.Offer(decision, events);
    }

    /// <summary>Lets them write what they were told last.</summary>
    public void Dispose()
    {
        foreach (var sink in sinks)
            sink.Dispose();
    }
}
