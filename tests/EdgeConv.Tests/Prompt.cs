using System.Diagnostics;

namespace EdgeConv.Tests;

/// <summary>
/// How soon something is done. A machine that other programs share stands still for seconds now and then, and the program is not to blame:
/// what is to be prompt is tried up to three times, and must be so once. What is done must be right each time.
/// </summary>
internal static class Prompt
{
    private const int Attempts = 3;

    /// <summary>Asserts that the quickest of up to three attempts keeps a limit.</summary>
    /// <param name="limit">The longest that one may take.</param>
    /// <param name="attempt">Does it once, and answers how long that took.</param>
    public static void Within(TimeSpan limit, Func<TimeSpan> attempt)
    {
        var times = new List<TimeSpan>();
        do
        {
            times.Add(attempt());
        }
        while (times[^1] > limit && times.Count < Attempts);
        Assert.True(times[^1] <= limit, $"{string.Join(", ", times.Select(time => $"{time.TotalSeconds:0.00}"))} s; at most {limit.TotalSeconds} s are allowed");
    }

    /// <summary>How long something takes.</summary>
    public static TimeSpan Time(Action action)
    {
        var began = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(began);
    }
}
