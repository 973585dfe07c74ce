using System.Runtime.InteropServices;
using EdgeConv.Kernels.Convolution;

namespace EdgeConv.Kernels.Depthwise;

/// <summary>
/// Constant operands of a depthwise convolution in a <see cref="PackedLayout"/>: within a block steps go filter column by filter column, and down each
/// column <see cref="PackedLayout.Depth"/> filter rows on. Weights are packed with their zero point taken off, which 8 bits may not hold, and as kernels that sum
/// two products in 16 bits need them, above -128; where one plane of weights is not enough a filter has several, and their sums are added. Weights of 16 bits need one.
/// </summary>
public sealed class DepthwisePacking : OperandPacking
{
    private DepthwisePacking()
    {
    }

    /// <summary>For depthwise convolutions.</summary>
    public static DepthwisePacking Instance { get; } = new();

    /// <summary>Planes of weights, each within -127..127.</summary>
    public static int Planes(in ConvolutionArguments shape)
    {
        var least = shape.WeightZeroPoint == 0 ? shape.LeastWeight : sbyte.MinValue - shape.WeightZeroPoint;
        var greatest = sbyte.MaxValue - shape.WeightZeroPoint;
        return (Math.Max(-least, greatest) + sbyte.MaxValue - 1) / sbyte.MaxValue;
    }

    /// <summary>Planes of weights in a layout.</summary>
    public static int Planes(PackedLayout layout, in ConvolutionArguments shape)
    {
        ArgumentNullException.ThrowIfNull(layout);
        return layout.HoldsZeroPoint ? 1 : Planes(in shape);
    }

    /// <summary>Steps of a filter column.</summary>
    public static int StepsPerColumn(PackedLayout layout, in ConvolutionArguments shape)
    {
        ArgumentNullException.ThrowIfNull(layout);
        return (shape.Geometry.FilterHeight + layout.Depth - 1) / layout.Depth;
    }

    /// <summary>Bytes of a block.</summary>
    public static long BlockBytes(PackedLayout layout, in ConvolutionArguments shape)
    {
        ArgumentNullException.ThrowIfNull(layout);
        return layout.BlockBytes((long)Planes(layout, in shape) * shape.Geometry.FilterWidth * StepsPerColumn(layout, in shape));
    }

    /// <inheritdoc/>
    public override int Bytes(PackedLayout layout, in ConvolutionArguments shape)
    {
        ArgumentNullException.ThrowIfNull(layout);
        return checked((shape.Geometry.OutputChannels + layout.Channels - 1) / layout.Channels * (int)BlockBytes(layout, in shape));
    }

    /// <inheritdoc/>
    public override void Pack(
        PackedLayout layout, in ConvolutionArguments shape, ReadOnlySpan<sbyte> weights, ReadOnlySpan<int> bias, ReadOnlySpan<int> multipliers, ReadOnlySpan<int> shifts, Span<byte> packed)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ref readonly var g = ref shape.Geometry;
        var channels = g.OutputChannels;
        var steps = StepsPerColumn(layout, in shape);
        var plane = g.FilterWidth * steps * layout.Channels * layout.Depth;
        var blockBytes = (int)BlockBytes(layout, in shape);
        Span<sbyte> filter = new sbyte[g.FilterHeight * g.FilterWidth];
        for (var o = 0; o < channels; o++)
        {
            var (block, lane) = (o / layout.Channels, layout.Lane(o % layout.Channels));
            var target = packed.Slice(block * blockBytes, blockBytes);
            var taps = MemoryMarshal.Cast<byte, sbyte>(target[layout.HeaderBytes..]);
            for (var fy = 0; fy < g.FilterHeight; fy++)
            {
                for (var fx = 0; fx < g.FilterWidth; fx++)
                {
                    var weight = weights[(fy * g.FilterWidth + fx) * channels + o];
                    filter[fy * g.FilterWidth + fx] = weight;
                    var place = ((fx * steps + fy / layout.Depth) * layout.Channels + lane) * layout.Depth + fy % layout.Depth;
                    var rest = weight - shape.WeightZeroPoint;
                    if (layout.HoldsZeroPoint)
                        MemoryMarshal.Cast<sbyte, short>(taps)[place] = (short)rest;
                    for (; rest != 0 && !layout.HoldsZeroPoint; rest -= taps[place], place += plane)
                        taps[place] = (sbyte)Math.Clamp(rest, -sbyte.MaxValue, sbyte.MaxValue);
                }
            }

            ConvolutionPacking.PackHeader(layout, target, lane, in shape, PackedBias.Of(layout, in shape, filter, bias[o]), multipliers[o], shifts[o]);
        }
    }
}
