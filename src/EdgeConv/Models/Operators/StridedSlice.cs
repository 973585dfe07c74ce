namespace EdgeConv.Models;

/// <summary>A regular part of a tensor. Inputs: x; begin, end, strides (int32 constants). Each mask has a bit a dimension, bit 0 the outermost.</summary>
/// <param name="BeginMask">Ignore begin there: start at the near end.</param>
/// <param name="EndMask">Ignore end there: stop at the far end.</param>
/// <param name="EllipsisMask">Unsupported unless 0.</param>
/// <param name="NewAxisMask">Unsupported unless 0.</param>
/// <param name="ShrinkAxisMask">Take one index and drop the dimension.</param>
public sealed record StridedSlice(int BeginMask, int EndMask, int EllipsisMask, int NewAxisMask, int ShrinkAxisMask) : Operator
{
    /// <inheritdoc/>
    public override string Name => "STRIDED_SLICE";
}
