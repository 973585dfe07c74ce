using System.Collections.Immutable;
using System.Runtime.InteropServices;
using EdgeConv.Kernels;
using EdgeConv.Kernels.Numerics;
using EdgeConv.Models;

namespace EdgeConv.Planning.Lowering;

/// <summary>The constant operands of an int8 convolution, in stored form.</summary>
/// <param name="Stored">OHWI or HWO, as bytes.</param>
/// <param name="Bias">One an output channel.</param>
/// <param name="Multipliers">One an output channel.</param>
/// <param name="Shifts">One an output channel.</param>
internal sealed record ConvolutionOperands(ReadOnlyMemory<byte> Stored, ImmutableArray<int> Bias, ImmutableArray<int> Multipliers, ImmutableArray<int> Shifts)
{
    private const int LeastMultiplier = 1 << 30;
    private const long MagnitudeLimit = 1L << 30;
    private const int GreatestRightShift = 22;
    private const long GreatestDifference = byte.MaxValue;

    /// <summary>OHWI or HWO.</summary>
    public ReadOnlySpan<sbyte> Weights => MemoryMarshal.Cast<byte, sbyte>(Stored.Span);

    /// <summary>The operands of an operator.</summary>
    /// <param name="plan">Knows the tensors.</param>
    /// <param name="op">The operator, weights at input 1.</param>
    /// <param name="biasInput">Which input the bias is.</param>
    /// <param name="channels">Output channels.</param>
    /// <param name="factors">Requantization factors.</param>
    public static ConvolutionOperands Of(PlanBuilder plan, Operator op, int biasInput, int channels, ImmutableArray<QuantizedMultiplier> factors) => new(
        ConstantOperands.StoredWeights(plan, op, 1),
        ConstantOperands.BiasValues(plan, op, biasInput, channels),
        [.. factors.Select(factor => factor.Multiplier)],
        [.. factors.Select(factor => factor.Shift)]);

    /// <summary>The arguments with what the operands tell: the requantization that fits and the least weight.</summary>
    /// <param name="shape">Geometry, zero points, output range.</param>
    /// <param name="channelsLast">Whether the weights are HWO, not OHWI.</param>
    public ConvolutionArguments Describe(ConvolutionArguments shape, bool channelsLast)
    {
        shape.LeastWeight = Weights.Contains(sbyte.MinValue) ? sbyte.MinValue : -sbyte.MaxValue;
        shape.Requantization = !StaysRight(in shape, channelsLast) ? Requantization.Exact
            : shape.OutputMin >= shape.OutputZeroPoint ? Requantization.ExactRightPositive
            : Requantization.ExactRight;
        return shape;
    }

    private bool StaysRight(in ConvolutionArguments shape, bool channelsLast)
    {
        if (Shifts.Any(shift => shift is < -GreatestRightShift or > -1) || Multipliers.Any(multiplier => multiplier < LeastMultiplier))
            return false;
        long reach = Math.Max(Math.Abs(-128 - shape.InputZeroPoint), Math.Abs(127 - shape.InputZeroPoint));
        var channels = Bias.Length;
        var weights = Weights;
        var count = weights.Length / channels;
        if (GreatestBias() + GreatestDifference * GreatestDifference * count < MagnitudeLimit)
            return true;
        for (var channel = 0; channel < channels; channel++)
        {
            var sum = 0L;
            for (var i = 0; i < count; i++)
                sum += Math.Abs(weights[channelsLast ? i * channels + channel : channel * count + i] - shape.WeightZeroPoint);
            if (Math.Abs((long)Bias[channel]) + sum * reach >= MagnitudeLimit)
                return false;
        }

        return true;
    }

    private long GreatestBias() => Bias.Max(value => Math.Abs((long)value));
}
