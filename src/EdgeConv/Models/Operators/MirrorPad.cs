namespace EdgeConv.Models;

/// <summary>Padding by reflection. Inputs: x; paddings (rank x 2: before, after).</summary>
/// <param name="IncludesEdge">Whether the border element is repeated (SYMMETRIC) or is the mirror (REFLECT).</param>
public sealed record MirrorPad(bool IncludesEdge) : Operator
{
    /// <inheritdoc/>
    public override string Name => "MIRROR_PAD";
}
