using EdgeConv.Kernels;

namespace EdgeConv.Planning.Lowering;

/// <summary>The accumulators that an output channel can have, whatever the picture. Taps in padding add nothing, which lies between what they can add.</summary>
/// <param name="Least">The least.</param>
/// <param name="Greatest">The greatest.</param>
internal readonly record struct AccumulatorReach(long Least, long Greatest)
{
    private const long UsualLimit = 1L << 30;

    /// <summary>Whether no accumulator wraps.</summary>
    public bool FitsInt32 => Least >= int.MinValue && Greatest <= int.MaxValue;

    /// <summary>Whether all stay below 2^30 in magnitude, as <see cref="EdgeConv.Kernels.Numerics.Requantization.ExactRight"/> asks.</summary>
    public bool IsUsual => Least > -UsualLimit && Greatest < UsualLimit;

    /// <summary>The reach of one channel.</summary>
    /// <param name="shape">The zero points.</param>
    /// <param name="bias">The channel's bias.</param>
    /// <param name="weights">All weights of the operator.</param>
    /// <param name="first">Where the channel's first weight is.</param>
    /// <param name="step">From one of its weights to the next.</param>
    /// <param name="count">How many it has.</param>
    public static AccumulatorReach Of(in ConvolutionArguments shape, int bias, ReadOnlySpan<sbyte> weights, int first, int step, int count)
    {
        var (positive, negative) = (0L, 0L);
        for (var i = 0; i < count; i++)
        {
            var weight = weights[first + i * step] - shape.WeightZeroPoint;
            positive += Math.Max(weight, 0);
            negative += Math.Min(weight, 0);
        }

        var (low, high) = (sbyte.MinValue - shape.InputZeroPoint, sbyte.MaxValue - shape.InputZeroPoint);
        return new AccumulatorReach(bias + positive * low + negative * high, bias + positive * high + negative * low);
    }
}
