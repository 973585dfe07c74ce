using System.Collections.Immutable;
using EdgeConv.Host.Measurement;

namespace EdgeConv.Benchmarks.Races;

/// <summary>A race, and how it went.</summary>
/// <param name="Subject">What was run.</param>
/// <param name="Threads">Threads that shared a run; null where contenders differ in it.</param>
/// <param name="Rounds">Measured rounds.</param>
/// <param name="Contenders">Who took part; the first is what the others are compared with.</param>
/// <param name="Absent">Why others did not take part, one sentence each.</param>
internal sealed record RaceReport(string Subject, int? Threads, int Rounds, ImmutableArray<ContenderReport> Contenders, ImmutableArray<string> Absent)
{
    /// <summary>Holds a race.</summary>
    /// <param name="subject">What is run.</param>
    /// <param name="threads">Threads that share a run; null where contenders differ in it.</param>
    /// <param name="contenders">At least one, ready to run.</param>
    /// <param name="rounds">Measured rounds.</param>
    /// <param name="absent">Why others do not take part.</param>
    /// <param name="sameOutputs">Whether all compute the same network, so that outputs can be compared.</param>
    public static RaceReport Of(string subject, int? threads, IReadOnlyList<IContender> contenders, int rounds, ImmutableArray<string> absent, bool sameOutputs = true)
    {
        var times = Race.Measure(contenders, rounds);
        return new RaceReport(
            subject,
            threads,
            times.Rounds,
            [.. contenders.Select((contender, i) => ContenderReport.Of(contender, times.Of(i), times.Ratios(i, 0)) with { Difference = sameOutputs ? Difference(contenders[0], contender) : null })],
            absent);
    }

    private static OutputDifference? Difference(IContender first, IContender other) =>
        first is INetworkContender ours && other is INetworkContender theirs ? OutputDifference.Of(ours, theirs) : null;
}

/// <summary>A contender's part of a race.</summary>
/// <param name="Name">What tells it from the others.</param>
/// <param name="MedianMs">The median time of a run, in milliseconds.</param>
/// <param name="MinMs">The shortest.</param>
/// <param name="P90Ms">Nine in ten took no longer.</param>
/// <param name="Ratio">How many times as long as the first contender it took, round by round: the median.</param>
/// <param name="RatioP10">The same, one round in ten was below.</param>
/// <param name="RatioP90">The same, nine rounds in ten were below.</param>
/// <param name="Difference">How far its outputs lie from the first contender's; null where there is nothing to compare.</param>
internal sealed record ContenderReport(string Name, double MedianMs, double MinMs, double P90Ms, double Ratio, double RatioP10, double RatioP90, OutputDifference? Difference = null)
{
    /// <summary>Sums a contender's times up.</summary>
    public static ContenderReport Of(IContender contender, Sample times, Sample ratios) => new(
        contender.Name,
        times.Median,
        times.Min,
        times.Percentile(0.9),
        ratios.Median,
        ratios.Percentile(0.1),
        ratios.Percentile(0.9));
}
