namespace EdgeConv.Models;

/// <summary>The batch moved back into blocks of space. Inputs: x NHWC (or NHC); block shape; crops (both int32 constants).</summary>
public sealed record BatchToSpace : Operator
{
    /// <inheritdoc/>
    public override string Name => "BATCH_TO_SPACE_ND";
}
