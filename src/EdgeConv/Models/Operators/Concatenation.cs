namespace EdgeConv.Models;

/// <summary>Tensors joined along one dimension.</summary>
/// <param name="Axis">The dimension; negative counts from the last.</param>
/// <param name="Activation">Applied to the result; none in files that run here.</param>
public sealed record Concatenation(int Axis, Activation Activation) : Operator
{
    /// <inheritdoc/>
    public override string Name => "CONCATENATION";
}
