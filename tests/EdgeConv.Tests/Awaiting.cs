using System.Collections.Concurrent;

namespace EdgeConv.Tests;

/// <summary>Waits for what other threads and programs do. The test's own time limit ends it, see <see cref="Bounded"/>.</summary>
internal static class Awaiting
{
    public static void Await(ConcurrentQueue<string> seen, params string[] wanted)
    {
        foreach (var line in wanted)
            Await(seen, one => one == line);
    }

    public static void Await(ConcurrentQueue<string> seen, Predicate<string> isWanted) => Until(() => seen.Any(line => isWanted(line)));

    public static void Until(Func<bool> isSo)
    {
        while (!isSo())
            Pause(1);
    }

    public static string Wait(Func<string?> find)
    {
        string? found;
        while ((found = find()) is null)
            Pause(5);
        return found;
    }

    /// <summary>Lets other threads run, and allocates nothing: for threads that do not belong to the test, such as a pool's.</summary>
    /// <param name="timeIsOver">The test's <see cref="Bounded.TimeIsOver"/>.</param>
    /// <exception cref="OperationCanceledException">The test's time is over.</exception>
    public static void Yield(CancellationToken timeIsOver)
    {
        timeIsOver.ThrowIfCancellationRequested();
        Thread.Yield();
    }

    /// <summary>Lets some time pass.</summary>
    /// <exception cref="OperationCanceledException">The test's time is over.</exception>
    public static void Pause(int milliseconds)
    {
        var timeIsOver = Bounded.TimeIsOver;
        timeIsOver.WaitHandle.WaitOne(milliseconds);
        timeIsOver.ThrowIfCancellationRequested();
    }
}
