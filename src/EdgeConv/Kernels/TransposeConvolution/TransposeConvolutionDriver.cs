using System.Runtime.Intrinsics;
using EdgeConv.Kernels.Convolution;

namespace EdgeConv.Kernels.TransposeConvolution;

/// <summary>
/// Walks a transposed convolution by output rows, in each by phases (<see cref="TransposeConvolutionPhases"/>), and hands a phase's positions to the tile kernel of
/// convolutions, a tile at a time: no multiplication is by a zero that a stride has put between inputs. A unit of work is a row.
/// </summary>
/// <typeparam name="TTile">The tile kernel.</typeparam>
internal static unsafe class TransposeConvolutionDriver<TTile>
    where TTile : struct, IConvolutionTile
{
    private const int MostTaps = 1 << 20;
    private const long MostWidened = 1 << 19;

    /// <summary>Units of work.</summary>
    public static int Units(in ConvolutionArguments a) => a.Geometry.Batches * a.Geometry.OutputHeight;

    /// <summary>Bytes each thread needs.</summary>
    public static int ScratchBytes(in ConvolutionArguments a) => Memory(null, in a).Bytes;

    /// <summary>Why a transposed convolution is left to other kernels.</summary>
    public static string? Refusal(in ConvolutionArguments a) =>
        a.Geometry.InputHeight * (long)a.Geometry.InputWidth == 0 ? "there is no input to read"
        : a.Geometry.FilterHeight * (long)a.Geometry.FilterWidth > MostTaps || WidenedDepth(in a) > MostWidened ? "its taps would take too much memory"
        : null;

    /// <summary>Does units of work.</summary>
    public static void Run(in ConvolutionArguments a, int begin, int end, byte* scratch)
    {
        ref readonly var g = ref a.Geometry;
        var (rows, columns) = (TransposeConvolutionPhases.OfRows(in g), TransposeConvolutionPhases.OfColumns(in g));
        var memory = Memory(scratch, in a);
        var entry = TTile.Entry(a.Requantization);
        var steps = (g.InputChannels + TTile.Layout.Depth - 1) / TTile.Layout.Depth;
        var tile = new TileArguments
        {
            Spill = memory.Spill,
            Depth = g.InputChannels,
            Steps = steps,
            Channels = g.OutputChannels,
            IsWhole = a.OutputMax - a.OutputMin == byte.MaxValue,
            ZeroPoint = Vector128.Create((short)a.OutputZeroPoint),
            Least = Vector128.Create((sbyte)a.OutputMin),
            Greatest = Vector128.Create((sbyte)a.OutputMax),
        };
        for (var unit = begin; unit < end; unit++)
        {
            var batch = unit / g.OutputHeight;
            var y = unit - batch * g.OutputHeight;
            var row = rows.Of(y);
            var top = rows.FirstInput(y, row);
            var picture = a.Input + (long)batch * g.InputHeight * g.InputWidth * g.InputChannels;
            var line = a.Output + (long)unit * g.OutputWidth * g.OutputChannels;
            var firstPhase = a.Packed + TransposeConvolutionPacking.RowBytes(TTile.Layout, in g, rows.Filter(row));
            var packed = firstPhase;
            for (var column = 0; column < columns.Count; column++)
            {
                var (height, width) = (rows.Taps(row), columns.Taps(column));
                tile.Packed = column < columns.WithTaps ? packed : firstPhase;
                tile.Taps = height * width;
                packed += TransposeConvolutionPacking.Blocks(TTile.Layout, in g) * TransposeConvolutionPacking.BlockBytes(TTile.Layout, in g, height * width);
                for (var x = columns.First(column); x < g.OutputWidth;)
                {
                    for (var position = 0; position < TTile.Rows; position++)
                    {
                        FindTaps(in a, picture, top, columns.FirstInput(x, column), height, width, memory.Rows + position);
                        memory.Outputs[position] = line + (long)x * g.OutputChannels;
                        var next = columns.Next(x, column);
                        // The last position fills the tile up.
                        if (next < g.OutputWidth || position == TTile.Rows - 1)
                            x = next;
                    }

                    tile.Tiles = 1;
                    tile.Rows = memory.Rows;
                    tile.Outputs = memory.Outputs;
                    tile.Corrections = memory.Corrections;
                    if (a.WeightZeroPoint != 0 && !TTile.Layout.HoldsZeroPoint)
                        TileMemory.Correct(in tile, TTile.Rows, a.WeightZeroPoint, TTile.Layout.InputOffset);
                    if (TTile.Layout.WeightBytes > 1)
                    {
                        (tile.Taps, tile.Steps) = (height * width, steps);
                        WideningRows.Widen(ref tile, in memory, TTile.Rows, TTile.Layout.Depth);
                    }

                    entry(&tile);
                }
            }
        }
    }

    private static void FindTaps(in ConvolutionArguments a, sbyte* picture, int top, int left, int height, int width, sbyte** taps)
    {
        ref readonly var g = ref a.Geometry;
        for (var y = top; y > top - height; y--)
        {
            var line = picture + (long)y * g.InputWidth * g.InputChannels;
            for (var x = left; x > left - width; x--, taps += TTile.Rows)
                *taps = (uint)y < (uint)g.InputHeight && (uint)x < (uint)g.InputWidth ? line + (long)x * g.InputChannels : a.Padding;
        }
    }

    private static TileMemory Memory(byte* start, in ConvolutionArguments a)
    {
        ref readonly var g = ref a.Geometry;
        // Phase 0 has no fewer taps than any other.
        var taps = TransposeConvolutionPhases.OfRows(in g).Taps(0) * TransposeConvolutionPhases.OfColumns(in g).Taps(0);
        return new TileMemory(start, 1, TTile.Rows, TTile.Layout.Channels, taps, 0, (int)WidenedDepth(in a));
    }

    /// <summary>Values of a position that are widened: whole steps of all taps of phase 0.</summary>
    private static long WidenedDepth(in ConvolutionArguments a)
    {
        ref readonly var g = ref a.Geometry;
        var taps = (long)TransposeConvolutionPhases.OfRows(in g).Taps(0) * TransposeConvolutionPhases.OfColumns(in g).Taps(0);
        return TTile.Layout.WeightBytes > 1 ? taps * ((g.InputChannels + TTile.Layout.Depth - 1) / TTile.Layout.Depth * TTile.Layout.Depth) : 0;
    }
}
