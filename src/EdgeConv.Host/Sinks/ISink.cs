using EdgeConv.Host.Decisions;

namespace EdgeConv.Host.Sinks;

/// <summary>Takes decisions out of the program. Runs on a thread of its own, so that it may wait; it is called by one thread at a time, but for <see cref="Hurry"/>.</summary>
internal interface ISink : IDisposable
{
    /// <summary>What it is called in messages: <c>mqtt</c>.</summary>
    string Name { get; }

    /// <summary>Set when what has failed may work again, so that the next attempt need not be waited for; null: nothing tells.</summary>
    AutoResetEvent? Recovered => null;

    /// <summary>What does not work of it while the rest does, so that a call need not fail for it; null: all works.</summary>
    string? Trouble => null;

    /// <summary>The run begins. Before that nothing may be taken that another run may still have: it is made ready while the one before it goes on.</summary>
    /// <exception cref="IOException">It cannot yet: it is called again after a while.</exception>
    void Begin()
    {
    }

    /// <summary>Tells of the newest decision and of what happened since the last call that succeeded.</summary>
    /// <param name="decision">The newest; a slow sink does not see those between.</param>
    /// <param name="events">Rules that began or ceased to hold, the oldest first; none is left out unless the sink failed for so long that there were too many.</param>
    /// <exception cref="IOException">It does not get through: it is called again with the same events, and newer ones, after a while.</exception>
    void Write(Decision decision, ReadOnlySpan<RuleEvent> events);

    /// <summary>Called now and then while there is <see cref="Trouble"/> and nothing to write: another attempt at what does not work, if it is time for one.</summary>
    void Mend()
    {
    }

    /// <summary>The run is about to end: whoever waits for others gives up soon. For any thread, and also when it has been disposed of.</summary>
    void Hurry()
    {
    }
}
