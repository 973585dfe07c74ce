using System.Diagnostics;
using EdgeConv.Host.Measurement;

namespace EdgeConv.Benchmarks.Races;

/// <summary>Measures contenders in turn: in every round each runs for a while by itself, so that its weights are in cache as they would be in a program of its own.</summary>
internal static class Race
{
    private static readonly TimeSpan BlockTime = TimeSpan.FromMilliseconds(100);

    /// <summary>Measures.</summary>
    /// <param name="contenders">Ready to run.</param>
    /// <param name="rounds">Measured rounds.</param>
    /// <returns>The time of a run, of each contender, round by round.</returns>
    public static RoundTimes Measure(IReadOnlyList<IContender> contenders, int rounds)
    {
        var sizes = contenders.Select(BlockSize).ToArray();
        var blocks = contenders.Zip(sizes, (contender, size) => (Action)(() =>
        {
            for (var run = 0; run < size; run++)
                contender.Run();
        })).ToArray();
        var times = Rounds.Measure(blocks, RunLimits.Warmup(2), RunLimits.Measured(rounds), CancellationToken.None);
        return times with { Milliseconds = [.. times.Milliseconds.Zip(sizes, (block, size) => block.Select(time => time / size).ToArray())] };
    }

    // The runs that take about the time of a block, told by the second: the first may compile and page in.
    private static int BlockSize(IContender contender)
    {
        contender.Run();
        var began = Stopwatch.GetTimestamp();
        contender.Run();
        return Math.Max(1, (int)(BlockTime / Stopwatch.GetElapsedTime(began)));
    }
}
