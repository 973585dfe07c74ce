using System.Runtime.Intrinsics;

namespace EdgeConv.Kernels.Convolution;

/// <summary>Walks a convolution tile by tile: finds the input values of each tile's positions and hands them to the tile kernel, which is a leaf.</summary>
/// <typeparam name="TTile">The tile kernel.</typeparam>
internal static unsafe class ConvolutionDriver<TTile>
    where TTile : struct, IConvolutionTile
{
    private const int CacheLine = 64;

    /// <summary>Units of work.</summary>
    public static int Units(in ConvolutionArguments a) => new ConvolutionTiling(in a, TTile.Layout, TTile.Rows).Units(a.Groups);

    /// <summary>Bytes each thread needs for a tile's pointers, corrections, gathered values and spilled outputs.</summary>
    public static int ScratchBytes(in ConvolutionArguments a) => new Scratch(null, new ConvolutionTiling(in a, TTile.Layout, TTile.Rows)).Bytes;

    /// <summary>Why a convolution of so many groups is left to other kernels.</summary>
    public static string? Refusal(in ConvolutionArguments a) =>
        a.Groups > 1 && a.Geometry.OutputChannels / a.Groups * 2 < TTile.Layout.Channels ? "groups are much narrower than its tile" : null;

    /// <summary>Does units of work.</summary>
    public static void Run(in ConvolutionArguments a, int begin, int end, byte* scratch)
    {
        // A batch of no pictures has no tiles to count in.
        if (begin == end)
            return;
        var tiling = new ConvolutionTiling(in a, TTile.Layout, TTile.Rows);
        var memory = new Scratch(scratch, tiling);
        var entry = TTile.Entry(a.Requantization);
        var blockChannels = TTile.Layout.Channels;
        var tile = new TileArguments
        {
            Rows = memory.Rows,
            Outputs = memory.Outputs,
            Corrections = memory.Corrections,
            Spill = memory.Spill,
            Taps = tiling.Taps,
            Steps = tiling.StepsPerTap,
            OutputZeroPoint = a.OutputZeroPoint,
            OutputMin = a.OutputMin,
            OutputMax = a.OutputMax,
        };
        for (var row = 0; row < TTile.Rows; row++)
            memory.Corrections[row] = 0;

        var strip = begin / tiling.Tiles;
        var index = begin - strip * tiling.Tiles;
        for (var unit = begin; unit < end; strip++, index = 0)
        {
            var group = strip / tiling.Strips;
            var firstBlock = (strip - group * tiling.Strips) * tiling.BlocksPerStrip;
            var firstChannel = firstBlock * blockChannels;
            tile.Packed = a.Packed + (group * tiling.Blocks + firstBlock) * tiling.BlockBytes;
            tile.Channels = Math.Min(tiling.GroupChannels - firstChannel, tiling.BlocksPerStrip * blockChannels);
            var input = a.Input + group * (a.Geometry.InputChannels / a.Groups);
            var output = a.Output + group * tiling.GroupChannels + firstChannel;
            for (; index < tiling.Tiles && unit < end; index++, unit++)
            {
                FindOutputs(in a, in tiling, in memory, output, index * TTile.Rows);
                if (tiling.Rows == ConvolutionRows.Dense)
                    FindPixels(in a, in tiling, in memory, input, index * TTile.Rows);
                else
                    FindWindows(in a, in tiling, in memory, input, index * TTile.Rows);
                if (a.WeightZeroPoint != 0)
                    Correct(a.WeightZeroPoint, in tiling, in memory);
                entry(&tile);
            }
        }
    }

    private static void FindOutputs(in ConvolutionArguments a, in ConvolutionTiling tiling, in Scratch memory, sbyte* output, int position)
    {
        var last = tiling.Positions - 1;
        for (var row = 0; row < TTile.Rows; row++, position++)
            memory.Outputs[row] = output + (long)Math.Min(position, last) * a.Geometry.OutputChannels;
    }

    private static void FindPixels(in ConvolutionArguments a, in ConvolutionTiling tiling, in Scratch memory, sbyte* input, int position)
    {
        var last = tiling.Positions - 1;
        for (var row = 0; row < TTile.Rows; row++, position++)
            memory.Rows[row] = input + (long)Math.Min(position, last) * a.Geometry.InputChannels;
    }

    private static void FindWindows(in ConvolutionArguments a, in ConvolutionTiling tiling, in Scratch memory, sbyte* input, int position)
    {
        ref readonly var g = ref a.Geometry;
        var line = position / g.OutputWidth;
        var x = position - line * g.OutputWidth;
        var batch = line / g.OutputHeight;
        var y = line - batch * g.OutputHeight;
        for (var row = 0; row < TTile.Rows; row++)
        {
            var picture = input + (long)batch * g.InputHeight * g.InputWidth * g.InputChannels;
            var (top, left) = (y * g.StrideHeight - g.PadTop, x * g.StrideWidth - g.PadLeft);
            if (tiling.Rows == ConvolutionRows.Window)
            {
                FindWindow(in a, picture, top, left, memory.Rows + row);
            }
            else
            {
                memory.Rows[row] = memory.Gathered + row * memory.GatheredStride;
                Gather(in a, picture, top, left, memory.Rows[row]);
            }

            // Past the last position the last one stays.
            if (++position >= tiling.Positions || ++x < g.OutputWidth)
                continue;
            x = 0;
            if (++y < g.OutputHeight)
                continue;
            y = 0;
            batch++;
        }
    }

    private static void FindWindow(in ConvolutionArguments a, sbyte* picture, int top, int left, sbyte** rows)
    {
        ref readonly var g = ref a.Geometry;
        var (height, width) = (g.FilterHeight, g.FilterWidth);
        var pixel = (nint)g.DilationWidth * g.InputChannels;
        var line = (nint)g.DilationHeight * g.InputWidth * g.InputChannels;
        var source = picture + ((nint)top * g.InputWidth + left) * g.InputChannels;
        if (IsInside(top, (height - 1) * g.DilationHeight, g.InputHeight) && IsInside(left, (width - 1) * g.DilationWidth, g.InputWidth))
        {
            for (var fy = 0; fy < height; fy++, source += line)
            {
                var at = source;
                for (var fx = 0; fx < width; fx++, at += pixel, rows += TTile.Rows)
                    *rows = at;
            }

            return;
        }

        for (var fy = 0; fy < height; fy++, source += line)
        {
            var isInside = (uint)(top + fy * g.DilationHeight) < (uint)g.InputHeight;
            var at = source;
            for (var fx = 0; fx < width; fx++, at += pixel, rows += TTile.Rows)
                *rows = isInside && (uint)(left + fx * g.DilationWidth) < (uint)g.InputWidth ? at : a.Padding;
        }
    }

    private static void Gather(in ConvolutionArguments a, sbyte* picture, int top, int left, sbyte* target)
    {
        ref readonly var g = ref a.Geometry;
        var (height, width, channels) = (g.FilterHeight, g.FilterWidth, g.InputChannels);
        var run = width * channels;
        var line = (nint)g.DilationHeight * g.InputWidth * channels;
        var source = picture + ((nint)top * g.InputWidth + left) * channels;
        var isLineInside = IsInside(left, width - 1, g.InputWidth);
        if (isLineInside && IsInside(top, (height - 1) * g.DilationHeight, g.InputHeight))
        {
            for (var fy = 0; fy < height; fy++, source += line, target += run)
                Copy(source, target, run);
            return;
        }

        for (var fy = 0; fy < height; fy++, source += line, target += run)
        {
            var isInside = (uint)(top + fy * g.DilationHeight) < (uint)g.InputHeight;
            if (isInside && isLineInside)
            {
                Copy(source, target, run);
                continue;
            }

            for (var fx = 0; fx < width; fx++)
                Copy(isInside && (uint)(left + fx) < (uint)g.InputWidth ? source + fx * channels : a.Padding, target + fx * channels, channels);
        }
    }

    /// <summary>Whether a coordinate and the one so much further both lie inside.</summary>
    private static bool IsInside(int first, int span, int extent) => first >= 0 && first + span < extent;

    /// <summary>Copies sixteen bytes at a time, writing up to fifteen too many: the next copy, or zero weights, take care of them.</summary>
    private static void Copy(sbyte* source, sbyte* target, int count)
    {
        var i = 0;
        do
        {
            Vector128.Store(Vector128.Load(source + i), target + i);
            i += Vector128<sbyte>.Count;
        }
        while (i < count);
    }

    private static void Correct(int weightZeroPoint, in ConvolutionTiling tiling, in Scratch memory)
    {
        for (var row = 0; row < TTile.Rows; row++)
        {
            var sum = tiling.Taps * tiling.Depth * TTile.Layout.InputOffset;
            for (var tap = 0; tap < tiling.Taps; tap++)
                sum += RowSums.Of(memory.Rows[tap * TTile.Rows + row], tiling.Depth);
            memory.Corrections[row] = -weightZeroPoint * sum;
        }
    }

    /// <summary>A thread's own memory, part by part.</summary>
    private readonly struct Scratch
    {
        public readonly sbyte** Rows;
        public readonly sbyte** Outputs;
        public readonly int* Corrections;
        public readonly sbyte* Spill;
        public readonly sbyte* Gathered;
        public readonly int GatheredStride;
        public readonly int Bytes;

        public Scratch(byte* start, in ConvolutionTiling tiling)
        {
            var at = start;
            Rows = (sbyte**)Take(ref at, tiling.Taps * TTile.Rows * sizeof(sbyte*));
            Outputs = (sbyte**)Take(ref at, TTile.Rows * sizeof(sbyte*));
            Corrections = (int*)Take(ref at, TTile.Rows * sizeof(int));
            Spill = (sbyte*)Take(ref at, TTile.Rows * TTile.Layout.Channels);
            // A row is read whole steps at a time, and written up to fifteen bytes too far.
            GatheredStride = tiling.Rows == ConvolutionRows.Gathered ? RoundUp(tiling.Depth + CacheLine) : 0;
            Gathered = (sbyte*)Take(ref at, TTile.Rows * GatheredStride);
            Bytes = (int)(at - start);
        }

        private static int RoundUp(int bytes) => (bytes + CacheLine - 1) / CacheLine * CacheLine;

        private static byte* Take(ref byte* at, int bytes)
        {
            var taken = at;
            at += RoundUp(bytes);
            return taken;
        }
    }
}
