using System.Diagnostics;

namespace EdgeConv.Tests.Execution;

/// <summary>Work that takes its time.</summary>
internal static class Busy
{
    public static void Wait(int microseconds)
    {
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start).TotalMicroseconds < microseconds)
            Thread.SpinWait(1);
    }
}
