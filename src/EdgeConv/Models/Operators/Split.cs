namespace EdgeConv.Models;

/// <summary>A tensor cut into equal parts. Inputs: the axis (int32 constant), the tensor.</summary>
/// <param name="Count">The number of parts.</param>
public sealed record Split(int Count) : Operator
{
    /// <inheritdoc/>
    public override string Name => "SPLIT";
}
