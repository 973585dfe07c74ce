namespace EdgeConv.Models;

/// <summary>Constant padding. Inputs: x; paddings (rank x 2: before, after); for PADV2 the value, a scalar in x's quantization.</summary>
/// <param name="HasValue">Whether the value is an input (PADV2) or x's zero (PAD).</param>
public sealed record Pad(bool HasValue) : Operator
{
    /// <inheritdoc/>
    public override string Name => HasValue ? "PADV2" : "PAD";
}
