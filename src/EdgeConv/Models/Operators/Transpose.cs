namespace EdgeConv.Models;

/// <summary>Dimensions permuted. Inputs: x; the permutation (int32 constant): output dimension i is input dimension permutation[i].</summary>
public sealed record Transpose : Operator
{
    /// <inheritdoc/>
    public override string Name => "TRANSPOSE";
}
