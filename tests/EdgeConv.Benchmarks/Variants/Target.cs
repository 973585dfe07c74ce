using System.Globalization;
using EdgeConv.Benchmarks.Races;

namespace EdgeConv.Benchmarks.Variants;

/// <summary>What the project wants a ratio of times to be.</summary>
/// <param name="Bound">The bound.</param>
/// <param name="IsAtMost">Whether the ratio may be at most the bound, not at least.</param>
/// <param name="IsOfFastest">
/// Whether the ratio is that of the shortest times, not the median of all rounds: where contenders use more than one core, a round in which the machine's host gives
/// them fewer says nothing of them.
/// </param>
internal sealed record Target(double Bound, bool IsAtMost, bool IsOfFastest = false)
{
    /// <summary>A ratio may be at most this.</summary>
    public static Target AtMost(double bound) => new(bound, true);

    /// <summary>A ratio may be at least this.</summary>
    public static Target AtLeast(double bound) => new(bound, false);

    /// <summary>The ratio of a race's second contender to its first that counts.</summary>
    public double RatioOf(ContenderReport first, ContenderReport second) => IsOfFastest ? second.MinMs / first.MinMs : second.Ratio;

    /// <summary>Whether a ratio is as wanted.</summary>
    public bool IsMetBy(double ratio) => IsAtMost ? ratio <= Bound : ratio >= Bound;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"at {(IsAtMost ? "most" : "least")} {Bound}{(IsOfFastest ? ", by the fastest rounds" : "")}");
}
