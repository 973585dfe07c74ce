using System.Collections.Immutable;

namespace EdgeConv.Models;

/// <summary>Dimensions of extent 1 removed.</summary>
/// <param name="Axes">Which; negative counts from the last; empty means all of extent 1.</param>
public sealed record Squeeze(ImmutableArray<int> Axes) : Operator
{
    /// <inheritdoc/>
    public override string Name => "SQUEEZE";
}
