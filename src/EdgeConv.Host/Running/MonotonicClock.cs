using System.Diagnostics;

namespace EdgeConv.Host.Running;

/// <summary>Nanoseconds of the clock that cameras stamp frames with (<c>CLOCK_MONOTONIC</c>, which .NET's stopwatch reads too): setting the date does not move it.</summary>
internal static class MonotonicClock
{
    /// <summary>Now.</summary>
    public static long Now => (long)(Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency));

    /// <summary>Nanoseconds of a time span.</summary>
    public static long Nanoseconds(TimeSpan span) => span.Ticks * 100;
}
