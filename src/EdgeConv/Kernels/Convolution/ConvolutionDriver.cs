using System.Runtime.Intrinsics;

namespace EdgeConv.Kernels.Convolution;

/// <summary>Walks a convolution tile by tile: finds the input values of each tile's positions and hands them to the tile kernel, which is a leaf.</summary>
/// <typeparam name="TTile">The tile kernel.</typeparam>
internal static unsafe class ConvolutionDriver<TTile>
    where TTile : struct, IConvolutionTile
{
    private const int MostTaps = 1 << 16;
    private const long MostWidenedBytes = 1 << 20;

    // Each instruction set has a tile of so many channels or fewer, which takes groups of any width: most of it idle, it is still faster than the scalar kernel.
    private const int NarrowTile = 16;

    // Widened rows are to stay in a first-level cache while the blocks go by.
    private static int TilesPerCall => TTile.Layout.WeightBytes > 1 ? 1 : 8;

    /// <summary>Units of work.</summary>
    public static int Units(in ConvolutionArguments a) => new ConvolutionTiling(in a, TTile.Layout, TTile.Rows).Units(a.Groups);

    /// <summary>Bytes each thread needs for a tile's pointers, corrections, gathered values and spilled outputs.</summary>
    public static int ScratchBytes(in ConvolutionArguments a) => Memory(null, new ConvolutionTiling(in a, TTile.Layout, TTile.Rows)).Bytes;

    /// <summary>Why a convolution of so many groups or taps is left to other kernels.</summary>
    public static string? Refusal(in ConvolutionArguments a) =>
        TTile.Layout.Channels > NarrowTile && a.Groups > 1 && a.Geometry.OutputChannels / a.Groups * 2 < TTile.Layout.Channels ? "groups are much narrower than its tile"
        : a.Geometry.FilterHeight * (long)a.Geometry.FilterWidth > MostTaps || WidenedBytes(in a) > MostWidenedBytes ? "its taps would take too much memory"
        : null;

    /// <summary>Bytes of the table of all windows; 0 where they are looked for tile by tile: a table much larger than a cache would be no faster.</summary>
    public static int TableBytes(in ConvolutionArguments a)
    {
        const long Limit = 256 * 1024;
        var tiling = new ConvolutionTiling(in a, TTile.Layout, TTile.Rows);
        var bytes = (long)tiling.Tiles * tiling.Taps * TTile.Rows * sizeof(sbyte*);
        return tiling.Rows == ConvolutionRows.Window && a.Groups == 1 && bytes <= Limit ? (int)bytes : 0;
    }

    /// <summary>Fills the table of all windows, if there is memory for one.</summary>
    public static void FillTable(in ConvolutionArguments a)
    {
        if (a.Windows is null)
            return;
        var tiling = new ConvolutionTiling(in a, TTile.Layout, TTile.Rows);
        for (var tile = 0; tile < tiling.Tiles; tile++)
            ConvolutionWindows.Find(in a, a.Input, tile * TTile.Rows, TTile.Rows, a.Windows + (long)tile * tiling.Taps * TTile.Rows);
    }

    /// <summary>Does units of work.</summary>
    public static void Run(in ConvolutionArguments a, int begin, int end, byte* scratch)
    {
        var tiling = new ConvolutionTiling(in a, TTile.Layout, TTile.Rows);
        var memory = Memory(scratch, in tiling);
        var entry = TTile.Entry(a.Requantization);
        var tile = new TileArguments
        {
            Spill = memory.Spill,
            Taps = tiling.Taps,
            Depth = tiling.Depth,
            Steps = tiling.StepsPerTap,
            IsWhole = a.OutputMax - a.OutputMin == byte.MaxValue,
            ZeroPoint = Vector128.Create((short)a.OutputZeroPoint),
            Least = Vector128.Create((sbyte)a.OutputMin),
            Greatest = Vector128.Create((sbyte)a.OutputMax),
        };
        for (var row = 0; row < TTile.Rows * TilesPerCall; row++)
            memory.Rows[row] = memory.Gathered + row * memory.GatheredStride;

        for (var unit = begin; unit < end;)
        {
            var strip = unit / tiling.Tiles;
            var first = unit - strip * tiling.Tiles;
            var tiles = Math.Min(tiling.Tiles - first, end - unit);
            RunStrip(in a, in tiling, in memory, &tile, strip, first, first + tiles, entry);
            unit += tiles;
        }
    }

    /// <summary>Tiles of positions by the blocks of one strip.</summary>
    private static void RunStrip(
        in ConvolutionArguments a, in ConvolutionTiling tiling, in TileMemory memory, TileArguments* tile, int strip, int index, int end, delegate*<TileArguments*, void> entry)
    {
        var group = strip / tiling.Strips;
        var firstBlock = (strip - group * tiling.Strips) * tiling.BlocksPerStrip;
        var firstChannel = firstBlock * TTile.Layout.Channels;
        tile->Packed = a.Packed + (group * tiling.Blocks + firstBlock) * tiling.BlockBytes;
        tile->Channels = Math.Min(tiling.GroupChannels - firstChannel, tiling.BlocksPerStrip * TTile.Layout.Channels);
        var input = a.Input + group * (a.Geometry.InputChannels / a.Groups);
        var output = a.Output + group * tiling.GroupChannels + firstChannel;
        var walk = tiling.Rows == ConvolutionRows.Gathered ? new PositionWalk(in a.Geometry, index * TTile.Rows) : default;
        while (index < end)
        {
            tile->Tiles = Math.Min(TilesPerCall, end - index);
            tile->Rows = a.Windows is null ? memory.Rows : a.Windows + (long)index * tiling.Taps * TTile.Rows;
            tile->Outputs = memory.Outputs;
            tile->Corrections = memory.Corrections;
            FindPixels(output, a.Geometry.OutputChannels, index * TTile.Rows, tiling.Positions, tile->Tiles * TTile.Rows, tile->Outputs);
            if (tiling.Rows == ConvolutionRows.Dense)
                FindPixels(input, a.Geometry.InputChannels, index * TTile.Rows, tiling.Positions, tile->Tiles * TTile.Rows, tile->Rows);
            else if (tiling.Rows == ConvolutionRows.Gathered)
                ConvolutionGather.Copy(in a, input, ref walk, tile->Tiles * TTile.Rows, memory.Gathered, memory.GatheredStride);
            else if (a.Windows is null)
                FindWindows(in a, input, index, tile->Tiles, tile->Rows);
            if (a.WeightZeroPoint != 0 && !TTile.Layout.HoldsZeroPoint)
                TileMemory.Correct(in *tile, TTile.Rows, a.WeightZeroPoint, TTile.Layout.InputOffset);
            index += tile->Tiles;
            if (TTile.Layout.WeightBytes > 1)
            {
                (tile->Taps, tile->Steps) = (tiling.Taps, tiling.StepsPerTap);
                WideningRows.Widen(ref *tile, in memory, TTile.Rows, TTile.Layout.Depth);
            }

            entry(tile);
        }
    }

    /// <summary>Finds pixels that follow each other. Past the last position the last one is repeated.</summary>
    private static void FindPixels(sbyte* pixels, nint channels, int position, int positions, int count, sbyte** target)
    {
        var pixel = pixels + position * channels;
        var inside = Math.Min(count, positions - position);
        for (var i = 0; i < inside; i++, pixel += channels)
            target[i] = pixel;
        for (var i = inside; i < count; i++)
            target[i] = pixel - channels;
    }

    private static void FindWindows(in ConvolutionArguments a, sbyte* input, int firstTile, int tiles, sbyte** target)
    {
        for (var tile = firstTile; tile < firstTile + tiles; tile++, target += a.Geometry.FilterHeight * a.Geometry.FilterWidth * TTile.Rows)
            ConvolutionWindows.Find(in a, input, tile * TTile.Rows, TTile.Rows, target);
    }

    private static TileMemory Memory(byte* start, in ConvolutionTiling tiling) => new(
        start,
        TilesPerCall,
        TTile.Rows,
        TTile.Layout.Channels,
        tiling.Taps,
        tiling.Rows == ConvolutionRows.Gathered ? tiling.Depth : 0,
        TTile.Layout.WeightBytes > 1 ? tiling.Taps * tiling.StepsPerTap * TTile.Layout.Depth : 0);

    private static long WidenedBytes(in ConvolutionArguments a) =>
        TTile.Layout.WeightBytes > 1 ? sizeof(short) * (a.Geometry.InputChannels / a.Groups + (long)TTile.Layout.Depth) * a.Geometry.FilterHeight * a.Geometry.FilterWidth : 0;
}
