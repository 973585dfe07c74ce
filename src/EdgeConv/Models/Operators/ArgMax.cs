namespace EdgeConv.Models;

/// <summary>The index of the largest element along a dimension, the first among equals. Inputs: x; the axis (constant). Output: int32 or int64.</summary>
public sealed record ArgMax : Operator
{
    /// <inheritdoc/>
    public override string Name => "ARG_MAX";
}
