namespace EdgeConv.Kernels;

/// <summary>How the kernels of a list want the constant operands of a convolution, those of them that have a layout.</summary>
public abstract class OperandPacking
{
    /// <summary>Bytes of the packed operands.</summary>
    /// <param name="layout">The kernel's layout.</param>
    /// <param name="shape">Geometry, groups, zero points and requantization; no pointers.</param>
    /// <exception cref="OverflowException">They are more than an int holds.</exception>
    public abstract int Bytes(PackedLayout layout, in ConvolutionArguments shape);

    /// <summary>Packs the operands.</summary>
    /// <param name="layout">The kernel's layout.</param>
    /// <param name="shape">Geometry, groups, zero points and requantization; no pointers.</param>
    /// <param name="weights">OHWI, HWO where channels are convolved one by one.</param>
    /// <param name="bias">One an output channel.</param>
    /// <param name="multipliers">One an output channel.</param>
    /// <param name="shifts">One an output channel.</param>
    /// <param name="packed">Takes them; as many bytes as <see cref="Bytes"/> says, all zero.</param>
    public abstract void Pack(
        PackedLayout layout, in ConvolutionArguments shape, ReadOnlySpan<sbyte> weights, ReadOnlySpan<int> bias, ReadOnlySpan<int> multipliers, ReadOnlySpan<int> shifts, Span<byte> packed);
}
