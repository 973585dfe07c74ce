using System.Diagnostics;
using EdgeConv.Execution;

namespace EdgeConv.Host.Measurement;

/// <summary>Measures contenders in turn: whatever slows the machine down for a while slows each of them alike.</summary>
internal static class Rounds
{
    /// <summary>Runs every contender once a round.</summary>
    /// <param name="contenders">What to measure.</param>
    /// <param name="warmup">Rounds before.</param>
    /// <param name="measured">Rounds that count.</param>
    /// <param name="stop">Ends the measurement between two runs.</param>
    /// <param name="pool">The threads that the contenders use, whose allocations count; null: the calling one alone.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static RoundTimes Measure(IReadOnlyList<Action> contenders, RunLimits warmup, RunLimits measured, CancellationToken stop, WorkerPool? pool = null)
    {
        Action[] runs = [.. contenders];
        var meter = new AllocationMeter(pool);
        var logs = runs.Select(_ => new TickLog(Math.Max(warmup.Capacity, measured.Capacity))).ToArray();
        var (warmupRounds, _) = Repeat(runs, logs, warmup, meter, 0, stop);
        foreach (var log in logs)
            log.Clear();

        // In the first round of all the runtime may compile and load what it meets.
        var (_, allocated) = Repeat(runs, logs, measured, meter, warmupRounds == 0 ? 1 : 0, stop);
        return new RoundTimes(warmupRounds, [.. logs.Select(log => log.Milliseconds())], allocated);
    }

    private static (int Rounds, long AllocatedBytes) Repeat(Action[] runs, TickLog[] logs, RunLimits limits, AllocationMeter meter, int firstCounted, CancellationToken stop)
    {
        var (rounds, before) = (0, meter.Read());
        for (var start = Stopwatch.GetTimestamp(); !limits.Reached(rounds, Stopwatch.GetElapsedTime(start)); rounds++)
        {
            if (rounds == firstCounted)
                before = meter.Read();
            for (var contender = 0; contender < runs.Length; contender++)
            {
                stop.ThrowIfCancellationRequested();
                var began = Stopwatch.GetTimestamp();
                runs[contender]();
                logs[contender].Add(began);
            }
        }

        return (rounds, rounds > firstCounted ? meter.Read() - before : 0);
    }
}
