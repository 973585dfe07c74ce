using EdgeConv.Host.Decisions;

namespace EdgeConv.Host.Sinks;

/// <summary>Takes decisions out of the program. Runs on a thread of its own, so that it may wait; it is called by one thread at a time.</summary>
internal interface ISink : IDisposable
{
    /// <summary>What it is called in messages: <c>mqtt</c>.</summary>
    string Name { get; }

    /// <summary>Tells of the newest decision and of what happened since the last call that succeeded.</summary>
    /// <param name="decision">The newest; a slow sink does not see those between.</param>
    /// <param name="events">Rules that began or ceased to hold, the oldest first; none is left out unless the sink failed for so long that there were too many.</param>
    /// <exception cref="IOException">It does not get through: it is called again with the same events, and newer ones, after a while.</exception>
    void Write(Decision decision, ReadOnlySpan<RuleEvent> events);
}
