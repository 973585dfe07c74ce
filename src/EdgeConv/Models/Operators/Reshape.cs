using System.Collections.Immutable;

namespace EdgeConv.Models;

/// <summary>The same bytes under another shape. Inputs: x; optionally the shape (int32, one dimension may be -1).</summary>
/// <param name="NewShape">The shape as an attribute, used when the second input is absent; empty when there is none.</param>
public sealed record Reshape(ImmutableArray<int> NewShape) : Operator
{
    /// <inheritdoc/>
    public override string Name => "RESHAPE";
}
