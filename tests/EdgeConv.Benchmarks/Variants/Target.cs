using System.Globalization;

namespace EdgeConv.Benchmarks.Variants;

/// <summary>What the project wants a ratio of times to be.</summary>
/// <param name="Bound">The bound.</param>
/// <param name="IsAtMost">Whether the ratio may be at most the bound, not at least.</param>
internal sealed record Target(double Bound, bool IsAtMost)
{
    /// <summary>A ratio may be at most this.</summary>
    public static Target AtMost(double bound) => new(bound, true);

    /// <summary>A ratio may be at least this.</summary>
    public static Target AtLeast(double bound) => new(bound, false);

    /// <summary>Whether a ratio is as wanted.</summary>
    public bool IsMetBy(double ratio) => IsAtMost ? ratio <= Bound : ratio >= Bound;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"at {(IsAtMost ? "most" : "least")} {Bound}");
}
