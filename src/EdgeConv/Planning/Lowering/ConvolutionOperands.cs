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

    /// <summary>The same operator with the factors of the usual kinds of requantization, if each channel has them or can have them; else as it is.</summary>
    /// <param name="shape">Geometry, zero points, output range.</param>
    /// <param name="channelsLast">Whether the weights are HWO, not OHWI.</param>
    public ConvolutionOperands WithUsualFactors(in ConvolutionArguments shape, bool channelsLast)
    {
        if (StaysRight(in shape, channelsLast))
            return this;
        var (bias, multipliers, shifts) = (Bias.ToBuilder(), Multipliers.ToBuilder(), Shifts.ToBuilder());
        for (var channel = 0; channel < Bias.Length; channel++)
        {
            var reach = Reach(in shape, channelsLast, channel);
            if (HasUsualFactor(channel) && reach.IsUsual)
                continue;
            if (FlatChannel.Move(reach, new QuantizedMultiplier(Multipliers[channel], Shifts[channel]), in shape) is not { } move)
                return this;
            bias[channel] = (int)(bias[channel] + move);
            (multipliers[channel], shifts[channel]) = (FlatChannel.Factor.Multiplier, FlatChannel.Factor.Shift);
        }

        return this with { Bias = bias.ToImmutable(), Multipliers = multipliers.ToImmutable(), Shifts = shifts.ToImmutable() };
    }

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
        var channels = Bias.Length;
        for (var channel = 0; channel < channels; channel++)
        {
            if (!HasUsualFactor(channel))
                return false;
        }

        var taps = Weights.Length / channels;
        var bound = GreatestBias() + GreatestDifference * GreatestDifference * taps;
        if (new AccumulatorReach(-bound, bound).IsUsual)
            return true;
        for (var channel = 0; channel < channels; channel++)
        {
            if (!Reach(in shape, channelsLast, channel).IsUsual)
                return false;
        }

        return true;
    }

    private bool HasUsualFactor(int channel) => Shifts[channel] is >= -GreatestRightShift and <= -1 && Multipliers[channel] >= LeastMultiplier;

    private AccumulatorReach Reach(in ConvolutionArguments shape, bool channelsLast, int channel)
    {
        var (channels, taps) = (Bias.Length, Weights.Length / Bias.Length);
        return channelsLast
            ? AccumulatorReach.Of(in shape, Bias[channel], Weights, channel, channels, taps)
            : AccumulatorReach.Of(in shape, Bias[channel], Weights, channel * taps, 1, taps);
    }

    private long GreatestBias() => Bias.Max(value => Math.Abs((long)value));
}
