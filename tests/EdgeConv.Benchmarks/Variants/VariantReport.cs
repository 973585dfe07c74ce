using EdgeConv.Benchmarks.Races;

namespace EdgeConv.Benchmarks.Variants;

/// <summary>A race between two variants of EdgeConv, and what was wanted of it.</summary>
/// <param name="Race">The race.</param>
/// <param name="Target">What that ratio should be, in words.</param>
/// <param name="IsMet">Whether it is; null where the race could not be held.</param>
/// <param name="Ratio">The ratio that was judged; null where the race could not be held.</param>
internal sealed record VariantReport(RaceReport Race, string Target, bool? IsMet, double? Ratio = null)
{
    /// <summary>Judges a race.</summary>
    public static VariantReport Of(RaceReport race, Target target) =>
        race.Contenders is [var first, var second] && target.RatioOf(first, second) is var ratio
            ? new VariantReport(race, target.ToString(), target.IsMetBy(ratio), ratio)
            : new VariantReport(race, target.ToString(), null);
}
