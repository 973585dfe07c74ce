namespace EdgeConv.Models;

/// <summary>
/// Matrix product. Inputs: activations, flattened to rows of I; weights OxI; optional bias O. Output: rows of O.
/// </summary>
/// <param name="Activation">Applied to the result.</param>
/// <param name="KeepDimensions">Whether the output keeps the input's outer dimensions instead of being [rows, O].</param>
public sealed record FullyConnected(Activation Activation, bool KeepDimensions) : Operator
{
    /// <inheritdoc/>
    public override string Name => "FULLY_CONNECTED";
}
