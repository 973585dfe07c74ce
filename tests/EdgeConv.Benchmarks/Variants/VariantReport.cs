using EdgeConv.Benchmarks.Races;

namespace EdgeConv.Benchmarks.Variants;

/// <summary>A race between two variants of EdgeConv, and what was wanted of it.</summary>
/// <param name="Race">The race; the second contender's ratio is what counts.</param>
/// <param name="Target">What that ratio should be, in words.</param>
/// <param name="IsMet">Whether its median is; null where the race could not be held.</param>
internal sealed record VariantReport(RaceReport Race, string Target, bool? IsMet)
{
    /// <summary>Judges a race.</summary>
    public static VariantReport Of(RaceReport race, Target target) =>
        new(race, target.ToString(), race.Contenders is [_, var variant] ? target.IsMetBy(variant.Ratio) : null);
}
