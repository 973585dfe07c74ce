namespace EdgeConv.Models;

/// <summary>Tensors of one shape stacked along a new dimension.</summary>
/// <param name="Axis">Where the new dimension stands in the output; negative counts from the last.</param>
public sealed record Pack(int Axis) : Operator
{
    /// <inheritdoc/>
    public override string Name => "PACK";
}
