namespace EdgeConv.Models;

/// <summary>x / sqrt(sum of x*x) over the last dimension.</summary>
/// <param name="Activation">Must be none; kept because the format has it.</param>
public sealed record L2Normalization(Activation Activation) : Operator
{
    /// <inheritdoc/>
    public override string Name => "L2_NORMALIZATION";
}
