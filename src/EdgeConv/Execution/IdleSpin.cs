using System.Diagnostics;

namespace EdgeConv.Execution;

/// <summary>
/// How a thread waits before it parks: first on the core, then offering the core to others between two looks, for a bounded time in all. To park and
/// to be woken costs tens of microseconds, so that waiting about as long costs at most twice what the better choice would have.
/// </summary>
/// <param name="crowded">There are more threads than cores: whoever waits on the core keeps the awaited one from running.</param>
internal struct IdleSpin(bool crowded)
{
    private static readonly long OnCore = Ticks(microseconds: 50);
    private static readonly long BetweenRuns = OnCore;
    private static readonly long WithinRun = Ticks(microseconds: 1000);

    private long _start = Stopwatch.GetTimestamp();

    /// <summary>Waits a moment; false when it is time to park.</summary>
    /// <param name="hot">A run is under way, so that more work is likely to come at once.</param>
    public readonly bool Wait(bool hot)
    {
        var waited = Stopwatch.GetTimestamp() - _start;
        if (waited >= (hot && !crowded ? WithinRun : BetweenRuns))
            return false;
        // One SpinWait is some 10 to 40 ns (the runtime measures the processor's pause instruction), which bounds how late a call is seen.
        if (waited < OnCore && !crowded)
            Thread.SpinWait(1);
        else
            Thread.Yield();
        return true;
    }

    /// <summary>Begins anew, after having parked.</summary>
    public void Restart() => _start = Stopwatch.GetTimestamp();

    private static long Ticks(long microseconds) => Stopwatch.Frequency * microseconds / 1_000_000;
}
