using EdgeConv.Kernels.Convolution;

namespace EdgeConv.Kernels.TransposeConvolution;

/// <summary>
/// Constant operands in a <see cref="PackedLayout"/>: for every phase of rows and, within, of columns (<see cref="TransposeConvolutionPhases"/>) all blocks of output
/// channels, as <see cref="ConvolutionPacking"/> arranges them for a convolution that has the phase's taps alone.
/// </summary>
public sealed class TransposeConvolutionPacking : OperandPacking
{
    private TransposeConvolutionPacking()
    {
    }

    /// <summary>For transposed convolutions.</summary>
    public static TransposeConvolutionPacking Instance { get; } = new();

    /// <inheritdoc/>
    public override int Bytes(PackedLayout layout, in ConvolutionArguments shape)
    {
        ArgumentNullException.ThrowIfNull(layout);
        return checked((int)RowBytes(layout, in shape.Geometry, TransposeConvolutionPhases.OfRows(in shape.Geometry).WithTaps));
    }

    /// <inheritdoc/>
    public override void Pack(
        PackedLayout layout, in ConvolutionArguments shape, ReadOnlySpan<sbyte> weights, ReadOnlySpan<int> bias, ReadOnlySpan<int> multipliers, ReadOnlySpan<int> shifts, Span<byte> packed)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ref readonly var g = ref shape.Geometry;
        var (rows, columns) = (TransposeConvolutionPhases.OfRows(in g), TransposeConvolutionPhases.OfColumns(in g));
        var rest = packed;
        for (var row = 0; row < rows.WithTaps; row++)
        {
            for (var column = 0; column < columns.WithTaps; column++)
            {
                var taps = rows.Taps(row) * columns.Taps(column);
                var filter = new sbyte[taps * g.InputChannels];
                var blockBytes = (int)BlockBytes(layout, in g, taps);
                for (var o = 0; o < g.OutputChannels; o++)
                {
                    Gather(weights[(o * g.FilterHeight * g.FilterWidth * g.InputChannels)..], in g, row, column, filter);
                    var block = rest.Slice(o / layout.Channels * blockBytes, blockBytes);
                    var lane = layout.Lane(o % layout.Channels);
                    ConvolutionPacking.PackHeader(layout, block, lane, in shape, PackedBias.Of(layout, in shape, filter, bias[o]), multipliers[o], shifts[o]);
                    ConvolutionPacking.PackFilter(layout, block, lane, filter, taps, shape.WeightZeroPoint);
                }

                rest = rest[(Blocks(layout, in g) * blockBytes)..];
            }
        }
    }

    /// <summary>Blocks of output channels.</summary>
    internal static int Blocks(PackedLayout layout, in WindowGeometry g) => (g.OutputChannels + layout.Channels - 1) / layout.Channels;

    /// <summary>Bytes of a block of a phase with so many taps.</summary>
    internal static long BlockBytes(PackedLayout layout, in WindowGeometry g, int taps) => layout.BlockBytes((long)taps * ((g.InputChannels + layout.Depth - 1) / layout.Depth));

    /// <summary>Bytes of the first phases of rows.</summary>
    internal static long RowBytes(PackedLayout layout, in WindowGeometry g, int phases)
    {
        var (rows, columns) = (TransposeConvolutionPhases.OfRows(in g), TransposeConvolutionPhases.OfColumns(in g));
        var bytes = 0L;
        for (var row = 0; row < phases; row++)
        {
            for (var column = 0; column < columns.WithTaps; column++)
                bytes += BlockBytes(layout, in g, rows.Taps(row) * columns.Taps(column));
        }

        return bytes * Blocks(layout, in g);
    }

    private static void Gather(ReadOnlySpan<sbyte> weights, in WindowGeometry g, int row, int column, Span<sbyte> filter)
    {
        var (rows, columns) = (TransposeConvolutionPhases.OfRows(in g), TransposeConvolutionPhases.OfColumns(in g));
        for (var fy = 0; fy < rows.Taps(row); fy++)
        {
            for (var fx = 0; fx < columns.Taps(column); fx++)
            {
                var tap = rows.Tap(row, fy) * g.FilterWidth + columns.Tap(column, fx);
                weights.Slice(tap * g.InputChannels, g.InputChannels).CopyTo(filter);
                filter = filter[g.InputChannels..];
            }
        }
    }
}
