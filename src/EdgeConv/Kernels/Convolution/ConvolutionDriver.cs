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

        for (var unit = begin; unit < end; unit++)
        {
            var strip = unit / tiling.Tiles;
            var group = strip / tiling.Strips;
            var firstBlock = (strip - group * tiling.Strips) * tiling.BlocksPerStrip;
            var firstChannel = firstBlock * blockChannels;
            tile.Packed = a.Packed + (group * tiling.Blocks + firstBlock) * tiling.BlockBytes;
            tile.Channels = Math.Min(tiling.GroupChannels - firstChannel, tiling.BlocksPerStrip * blockChannels);
            FindRows(in a, in tiling, in memory, (unit - strip * tiling.Tiles) * TTile.Rows, group, group * tiling.GroupChannels + firstChannel);
            if (a.WeightZeroPoint != 0)
                Correct(a.WeightZeroPoint, in tiling, in memory);
            entry(&tile);
        }
    }

    private static void FindRows(in ConvolutionArguments a, in ConvolutionTiling tiling, in Scratch memory, int first, int group, int channel)
    {
        ref readonly var g = ref a.Geometry;
        var input = a.Input + group * (g.InputChannels / a.Groups);
        var output = a.Output + (long)first * g.OutputChannels + channel;
        var last = Math.Min(TTile.Rows, tiling.Positions - first) - 1;
        for (var row = 0; row < TTile.Rows; row++)
            memory.Outputs[row] = output + (long)Math.Min(row, last) * g.OutputChannels;
        if (tiling.Rows == ConvolutionRows.Dense)
        {
            input += (long)first * g.InputChannels;
            for (var row = 0; row < TTile.Rows; row++)
                memory.Rows[row] = input + (long)Math.Min(row, last) * g.InputChannels;
            return;
        }

        var line = first / g.OutputWidth;
        var x = first - line * g.OutputWidth;
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

            if (row >= last || ++x < g.OutputWidth)
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
        for (var fy = 0; fy < g.FilterHeight; fy++)
        {
            var y = top + fy * g.DilationHeight;
            var line = picture + (long)y * g.InputWidth * g.InputChannels;
            var isInside = (uint)y < (uint)g.InputHeight;
            var x = left;
            for (var fx = 0; fx < g.FilterWidth; fx++, x += g.DilationWidth, rows += TTile.Rows)
                *rows = isInside && (uint)x < (uint)g.InputWidth ? line + (long)x * g.InputChannels : a.Padding;
        }
    }

    private static void Gather(in ConvolutionArguments a, sbyte* picture, int top, int left, sbyte* target)
    {
        ref readonly var g = ref a.Geometry;
        var (channels, width) = (g.InputChannels, g.FilterWidth);
        var run = width * channels;
        var lineBytes = (nint)g.InputWidth * channels * g.DilationHeight;
        var source = picture + ((long)top * g.InputWidth + left) * channels;
        if (top >= 0 && left >= 0 && left + width <= g.InputWidth && top + (g.FilterHeight - 1) * g.DilationHeight < g.InputHeight)
        {
            for (var fy = g.FilterHeight; fy > 0; fy--, source += lineBytes, target += run)
                Copy(source, target, run);
            return;
        }

        for (var y = top; y < top + g.FilterHeight * g.DilationHeight; y += g.DilationHeight, source += lineBytes)
        {
            var isInside = (uint)y < (uint)g.InputHeight;
            for (var fx = 0; fx < width; fx++, target += channels)
                Copy(isInside && (uint)(left + fx) < (uint)g.InputWidth ? source + fx * channels : a.Padding, target, channels);
        }
    }

    /// <summary>Copies eight bytes at a time, writing up to seven too many: the next copy, or zero weights, take care of them.</summary>
    private static void Copy(sbyte* source, sbyte* target, int count)
    {
        for (var i = 0; i < count; i += sizeof(long))
            *(long*)(target + i) = *(long*)(source + i);
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
            // A row is read whole steps at a time, and written up to seven bytes too far.
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
