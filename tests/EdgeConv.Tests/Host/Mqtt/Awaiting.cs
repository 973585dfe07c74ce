using System.Collections.Concurrent;

namespace EdgeConv.Tests.Host.Mqtt;

/// <summary>Waits for what other threads and programs do; the test's own time limit ends it.</summary>
internal static class Awaiting
{
    public static void Await(ConcurrentQueue<string> seen, params string[] wanted)
    {
        foreach (var line in wanted)
            Await(seen, one => one == line);
    }

    public static void Await(ConcurrentQueue<string> seen, Predicate<string> isWanted) => Wait(() => seen.Any(line => isWanted(line)) ? "" : null);

    public static string Wait(Func<string?> find)
    {
        while (true)
        {
            if (find() is { } found)
                return found;
            Thread.Sleep(5);
        }
    }
}
