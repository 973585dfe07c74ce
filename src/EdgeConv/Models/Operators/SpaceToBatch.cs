namespace EdgeConv.Models;

/// <summary>Blocks of space moved into the batch. Inputs: x NHWC (or NHC); block shape; paddings (both int32 constants).</summary>
public sealed record SpaceToBatch : Operator
{
    /// <inheritdoc/>
    public override string Name => "SPACE_TO_BATCH_ND";
}
