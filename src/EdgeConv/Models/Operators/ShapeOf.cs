namespace EdgeConv.Models;

/// <summary>The shape of a tensor as an int32 or int64 vector.</summary>
public sealed record ShapeOf : Operator
{
    /// <inheritdoc/>
    public override string Name => "SHAPE";
}
