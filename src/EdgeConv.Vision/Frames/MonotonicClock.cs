using System.Diagnostics;

namespace EdgeConv.Vision.Frames;

/// <summary>Nanoseconds of the clock that cameras stamp frames with (<c>CLOCK_MONOTONIC</c>, which .NET's stopwatch reads too): setting the date does not move it.</summary>
public static class MonotonicClock
{
    /// <summary>Now.</summary>
    public static long Now => Stopwatch.Frequency == 1_000_000_000 ? Stopwatch.GetTimestamp() : (long)(Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency));

    /// <summary>Nanoseconds of a time span.</summary>
    public static long Nanoseconds(TimeSpan span) => span.Ticks * 100;
}
