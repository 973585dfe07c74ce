namespace EdgeConv.Models;

/// <summary>A dimension of extent 1 inserted. Inputs: x; the axis (int32 or int64 constant).</summary>
public sealed record ExpandDims : Operator
{
    /// <inheritdoc/>
    public override string Name => "EXPAND_DIMS";
}
