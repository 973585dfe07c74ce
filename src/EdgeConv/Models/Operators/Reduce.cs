namespace EdgeConv.Models;

/// <summary>A reduction over some dimensions. Inputs: x; the axes (int32 constant).</summary>
/// <param name="Kind">Mean or sum.</param>
/// <param name="KeepDimensions">Whether reduced dimensions stay with extent 1.</param>
public sealed record Reduce(ReduceKind Kind, bool KeepDimensions) : Operator
{
    /// <inheritdoc/>
    public override string Name => Kind == ReduceKind.Mean ? "MEAN" : "SUM";
}
