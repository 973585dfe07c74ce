namespace EdgeConv.Kernels;

/// <summary>Zero points moved out of the inner loop.</summary>
public static class PackedBias
{
    /// <summary>
    /// The bias with which <c>bias + sum (x + InputOffset) w - WeightZeroPoint sum (x + InputOffset)</c> is what the definition says,
    /// <c>Bias[o] + sum (x - InputZeroPoint) (w - WeightZeroPoint)</c>, modulo 2^32. Padding must read as InputZeroPoint.
    /// </summary>
    /// <param name="layout">Gives the offset.</param>
    /// <param name="shape">Gives the zero points.</param>
    /// <param name="filter">All weights of the output channel.</param>
    /// <param name="bias">The operator's bias.</param>
    public static int Of(PackedLayout layout, in ConvolutionArguments shape, ReadOnlySpan<sbyte> filter, int bias)
    {
        ArgumentNullException.ThrowIfNull(layout);
        return unchecked(bias - (shape.InputZeroPoint + layout.InputOffset) * (RowSums.Of(filter) - filter.Length * shape.WeightZeroPoint));
    }
}
