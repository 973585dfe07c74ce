namespace EdgeConv.Models;

/// <summary>exp(beta * x) / sum of exp(beta * x) over the last dimension.</summary>
/// <param name="Beta">Inverse temperature.</param>
public sealed record Softmax(float Beta) : Operator
{
    /// <inheritdoc/>
    public override string Name => "SOFTMAX";
}
