namespace EdgeConv.Models;

/// <summary>x for x &gt;= 0, alpha * x below, alpha a tensor that broadcasts to x. Inputs: x, alpha.</summary>
public sealed record PRelu : Operator
{
    /// <inheritdoc/>
    public override string Name => "PRELU";
}
