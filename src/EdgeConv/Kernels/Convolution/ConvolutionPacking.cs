using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EdgeConv.Kernels.Convolution;

/// <summary>
/// Constant operands in a <see cref="PackedLayout"/>: blocks group by group, and within a block steps tap by tap (filter rows, then columns), each
/// <see cref="PackedLayout.Depth"/> input channels on.
/// </summary>
public sealed class ConvolutionPacking : OperandPacking
{
    private ConvolutionPacking()
    {
    }

    /// <summary>For convolutions.</summary>
    public static ConvolutionPacking Instance { get; } = new();

    /// <inheritdoc/>
    public override int Bytes(PackedLayout layout, in ConvolutionArguments shape)
    {
        ArgumentNullException.ThrowIfNull(layout);
        var tiling = new ConvolutionTiling(in shape, layout, 1);
        return checked((int)(shape.Groups * tiling.Blocks * tiling.BlockBytes));
    }

    /// <inheritdoc/>
    public override void Pack(
        PackedLayout layout, in ConvolutionArguments shape, ReadOnlySpan<sbyte> weights, ReadOnlySpan<int> bias, ReadOnlySpan<int> multipliers, ReadOnlySpan<int> shifts, Span<byte> packed)
    {
        ArgumentNullException.ThrowIfNull(layout);
        var tiling = new ConvolutionTiling(in shape, layout, 1);
        for (var o = 0; o < shape.Geometry.OutputChannels; o++)
        {
            var (group, channel) = (o / tiling.GroupChannels, o % tiling.GroupChannels);
            var (block, lane) = (channel / layout.Channels, layout.Lane(channel % layout.Channels));
            var target = packed.Slice((int)((group * tiling.Blocks + block) * tiling.BlockBytes), (int)tiling.BlockBytes);
            var filter = weights.Slice(o * tiling.Taps * tiling.Depth, tiling.Taps * tiling.Depth);
            PackHeader(layout, target, lane, in shape, PackedBias.Of(layout, in shape, filter, bias[o]), multipliers[o], shifts[o]);
            PackFilter(layout, target, lane, filter, tiling.Taps, shape.WeightZeroPoint);
        }
    }

    internal static void PackHeader(PackedLayout layout, Span<byte> block, int lane, in ConvolutionArguments shape, int bias, int multiplier, int shift)
    {
        var header = MemoryMarshal.Cast<byte, int>(block[..layout.HeaderBytes]);
        header[lane] = bias;
        header[layout.Channels + lane] = multiplier;
        if (layout.IsPrepared)
            PreparedFactors.Write(layout, block, lane, in shape, shift);
        else
            header[2 * layout.Channels + lane] = shift;
    }

    /// <summary>Packs the weights of a channel, as many a tap.</summary>
    internal static void PackFilter(PackedLayout layout, Span<byte> block, int lane, ReadOnlySpan<sbyte> filter, int taps, int zeroPoint)
    {
        if (layout.HoldsZeroPoint)
        {
            PackWideFilter(layout, MemoryMarshal.Cast<byte, short>(block[layout.HeaderBytes..]), lane, filter, taps, zeroPoint);
            return;
        }

        var target = MemoryMarshal.Cast<byte, sbyte>(block[layout.HeaderBytes..]);
        var depth = filter.Length / taps;
        var stepsPerTap = (depth + layout.Depth - 1) / layout.Depth;
        for (var tap = 0; tap < taps; tap++)
        {
            var values = filter.Slice(tap * depth, depth);
            var steps = target[(tap * stepsPerTap * layout.Channels * layout.Depth)..];
            var done = layout.Depth switch
            {
                2 => PackWhole<short>(layout, steps, lane, values),
                4 => PackWhole<int>(layout, steps, lane, values),
                8 => PackWhole<long>(layout, steps, lane, values),
                16 => PackWhole<Vector128<sbyte>>(layout, steps, lane, values),
                _ => 0,
            };
            for (var step = done; step < stepsPerTap; step++)
            {
                var first = step * layout.Depth;
                values.Slice(first, Math.Min(layout.Depth, values.Length - first)).CopyTo(steps[((step * layout.Channels + lane) * layout.Depth)..]);
            }
        }
    }

    /// <summary>Packs weights of 16 bits, which come in pairs, each pair as one value: a model has millions of them.</summary>
    private static void PackWideFilter(PackedLayout layout, Span<short> target, int lane, ReadOnlySpan<sbyte> filter, int taps, int zeroPoint)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(layout.Depth, 2);
        var depth = filter.Length / taps;
        var channels = layout.Channels;
        var pairs = MemoryMarshal.Cast<short, int>(target);
        var place = lane;
        var zero = Vector128.Create((short)zeroPoint);
        for (var tap = 0; tap < taps; tap++, filter = filter[depth..])
        {
            var i = 0;
            for (; i + Vector128<sbyte>.Count <= depth; i += Vector128<sbyte>.Count, place += Vector128<sbyte>.Count / 2 * channels)
            {
                var (low, high) = Vector128.Widen(Vector128.Create(filter[i..]));
                Scatter((low - zero).AsInt32(), pairs[place..], channels);
                Scatter((high - zero).AsInt32(), pairs[(place + 4 * channels)..], channels);
            }

            for (; i + 1 < depth; i += 2, place += channels)
                pairs[place] = (ushort)(filter[i] - zeroPoint) | ((filter[i + 1] - zeroPoint) << 16);
            if (i == depth)
                continue;
            pairs[place] = (ushort)(filter[i] - zeroPoint);
            place += channels;
        }
    }

    private static void Scatter(Vector128<int> values, Span<int> target, int stride)
    {
        target[3 * stride] = values[3];
        target[2 * stride] = values[2];
        target[stride] = values[1];
        target[0] = values[0];
    }

    /// <summary>Packs the full steps of a tap, each as one value as wide as a step is deep: a model has millions of them.</summary>
    private static int PackWhole<TStep>(PackedLayout layout, Span<sbyte> target, int lane, ReadOnlySpan<sbyte> values)
        where TStep : unmanaged
    {
        var from = MemoryMarshal.Cast<sbyte, TStep>(values);
        var to = MemoryMarshal.Cast<sbyte, TStep>(target);
        for (var step = 0; step < from.Length; step++)
            to[step * layout.Channels + lane] = from[step];
        return from.Length;
    }
}
