using System.Diagnostics;

namespace EdgeConv.Devices.Interop;

/// <summary>The clock that frames are stamped with.</summary>
internal static class MonotonicClock
{
    /// <summary>CLOCK_MONOTONIC in nanoseconds, which is what Stopwatch reads on Linux.</summary>
    public static long Now => Stopwatch.Frequency == 1_000_000_000
        ? Stopwatch.GetTimestamp()
        : (long)(Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency));
}
