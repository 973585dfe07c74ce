using EdgeConv.Kernels;
using EdgeConv.Kernels.Numerics;

namespace EdgeConv.Planning.Lowering;

/// <summary>
/// An output channel that takes one value, or two that follow each other, over all accumulators that can occur: training leaves dead channels so, with factors of 2^-23
/// and less beside biases near 2^30. The factor of the usual kinds can stand for its own then, with a bias moved to where that factor has the same step.
/// </summary>
/// <remarks>
/// Why the outputs are equal: both factors round monotonically, so what they give between two accumulators lies between what they give for these. They agree at both ends
/// of the reach, which is looked at, and where there is a step it begins at the same accumulator, since the bias is moved by the distance of the two steps.
/// </remarks>
internal static class FlatChannel
{
    /// <summary>What stands for the channel's factor: 2^-22, the least that <see cref="Requantization.ExactRight"/> takes. All outputs have accumulators below 2^30.</summary>
    public static QuantizedMultiplier Factor { get; } = new(1 << 30, -21);

    /// <summary>What to add to the bias for <see cref="Factor"/> to give the same outputs; null if there is no such bias.</summary>
    /// <param name="reach">All accumulators that can occur.</param>
    /// <param name="factor">The channel's factor, at most 1.</param>
    /// <param name="shape">The output's range and zero point.</param>
    public static long? Move(AccumulatorReach reach, QuantizedMultiplier factor, in ConvolutionArguments shape)
    {
        var (least, greatest) = (shape.OutputMin - shape.OutputZeroPoint, shape.OutputMax - shape.OutputZeroPoint);
        if (!reach.FitsInt32 || factor.Shift > 0 || least > greatest)
            return null;
        int Output(QuantizedMultiplier by, long accumulator) => Math.Clamp(by.Apply((int)accumulator), least, greatest);
        var (first, last) = (Output(factor, reach.Least), Output(factor, reach.Greatest));
        var move = last - first == 1 ? Start(Factor, last) - Start(factor, last)
            // Below the least output anything goes, as for channels that RELU cuts off.
            : first == least ? Start(Factor, first + 1) - 1 - reach.Greatest
            : Start(Factor, first) - reach.Least;
        var moved = new AccumulatorReach(reach.Least + move, reach.Greatest + move);
        var isSame = last - first <= 1 && moved.IsUsual && Output(Factor, moved.Least) == first && Output(Factor, moved.Greatest) == last;
        return isSame ? move : null;
    }

    /// <summary>The least accumulator that a factor makes as much as a value.</summary>
    private static long Start(QuantizedMultiplier factor, int value)
    {
        var (below, from) = ((long)int.MinValue - 1, (long)int.MaxValue);
        while (from - below > 1)
        {
            var middle = (below + from) >> 1;
            if (factor.Apply((int)middle) >= value)
                from = middle;
            else
                below = middle;
        }

        return from;
    }
}
