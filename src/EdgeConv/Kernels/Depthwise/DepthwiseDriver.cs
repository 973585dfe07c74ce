namespace EdgeConv.Kernels.Depthwise;

/// <summary>
/// Walks a depthwise convolution by output rows and hands each to the tile kernel, which is a leaf. A unit of work is as many rows as a tile has, or a part of their
/// columns where there are so few rows that threads could not share them evenly.
/// </summary>
/// <typeparam name="TTile">The tile kernel.</typeparam>
internal static unsafe class DepthwiseDriver<TTile>
    where TTile : struct, IDepthwiseTile
{
    private const int CacheLine = 64;
    private const int SegmentBytes = 16 * 1024;
    private const int FewestColumns = 8;
    private const int FewestColumnsOfPart = 3;
    private const int ManyUnits = 16;
    private const int ReadAhead = 3;

    /// <summary>Units of work.</summary>
    public static int Units(in ConvolutionArguments a) => a.Geometry.Batches * RowGroups(in a) * Parts(in a);

    /// <summary>Bytes each thread needs.</summary>
    public static int ScratchBytes(in ConvolutionArguments a) => new DepthwiseLines(in a, LineCount(in a), null).Bytes + PointerBytes(in a) + TTile.Layout.Channels * TTile.Rows;

    /// <summary>Why a tile cannot run with such arguments, or null.</summary>
    public static string? Refusal(in ConvolutionArguments a) =>
        DepthwiseLines.AreTooLarge(in a, LineCount(in a)) ? "its lines with their padding would take too much memory" :
        TTile.Rows > 1 && a.Geometry is not { StrideHeight: 1, DilationHeight: 1, OutputHeight: > 1 } ? "needs stride and dilation 1 and two output rows" : TTile.Refusal(in a);

    /// <summary>Does units of work.</summary>
    public static void Run(in ConvolutionArguments a, int begin, int end, byte* scratch)
    {
        ref readonly var g = ref a.Geometry;
        var lineCount = LineCount(in a);
        var lines = new DepthwiseLines(in a, lineCount, scratch);
        lines.Clear(in a);
        var pointers = (sbyte**)(scratch + lines.Bytes);
        var outputs = pointers + lineCount + ReadAhead;
        var entry = TTile.Entry(a.Requantization);
        var tile = new DepthwiseTileArguments
        {
            Lines = pointers,
            Outputs = outputs,
            Packed = a.Packed,
            Spill = (sbyte*)(scratch + lines.Bytes + PointerBytes(in a)),
            BlockBytes = DepthwisePacking.BlockBytes(TTile.Layout, in a),
            Channels = g.OutputChannels,
            ColumnBytes = (nint)g.StrideWidth * g.OutputChannels,
            TapBytes = (nint)g.DilationWidth * g.OutputChannels,
            FilterHeight = g.FilterHeight,
            FilterWidth = g.FilterWidth,
            Planes = DepthwisePacking.Planes(TTile.Layout, in a),
            OutputZeroPoint = a.OutputZeroPoint,
            OutputMin = a.OutputMin,
            OutputMax = a.OutputMax,
        };

        // All channels of a segment go by before the next segment begins, so its lines are read from the first-level cache but once.
        var segment = (int)Math.Max(FewestColumns, SegmentBytes / ((long)lineCount * tile.ColumnBytes));
        var parts = Parts(in a);
        for (var unit = begin; unit < end;)
        {
            var group = unit / parts;
            var last = Math.Min(end, (group + 1) * parts);
            var (x, right) = ((int)((long)g.OutputWidth * (unit - group * parts) / parts), (int)((long)g.OutputWidth * (last - group * parts) / parts));
            unit = last;
            var batch = group / RowGroups(in a);
            // The last group overlaps the one before where rows do not divide: the same bytes are written twice.
            var y = Math.Min((group - batch * RowGroups(in a)) * TTile.Rows, g.OutputHeight - TTile.Rows);
            for (var i = 0; i < lineCount; i++)
                pointers[i] = lines.Line(in a, batch, y * g.StrideHeight - g.PadTop + i * g.DilationHeight) + x * tile.ColumnBytes;
            for (var i = 0; i < ReadAhead; i++)
                pointers[lineCount + i] = pointers[lineCount - 1];
            for (var row = 0; row < TTile.Rows; row++)
                outputs[row] = a.Output + (((long)batch * g.OutputHeight + y + row) * g.OutputWidth + x) * g.OutputChannels;
            for (; x < right; x += segment)
            {
                tile.Columns = Math.Min(segment, right - x);
                entry(&tile);
                for (var i = 0; i < lineCount + ReadAhead; i++)
                    pointers[i] += segment * tile.ColumnBytes;
                for (var row = 0; row < TTile.Rows; row++)
                    outputs[row] += (long)segment * g.OutputChannels;
            }
        }
    }

    private static int RowGroups(in ConvolutionArguments a) => (a.Geometry.OutputHeight + TTile.Rows - 1) / TTile.Rows;

    private static int Parts(in ConvolutionArguments a)
    {
        var groups = Math.Max(1, a.Geometry.Batches * RowGroups(in a));
        return Math.Clamp((ManyUnits + groups - 1) / groups, 1, Math.Max(1, a.Geometry.OutputWidth / FewestColumnsOfPart));
    }

    private static int LineCount(in ConvolutionArguments a) => a.Geometry.FilterHeight + TTile.Rows - 1;

    private static int PointerBytes(in ConvolutionArguments a) => ((LineCount(in a) + ReadAhead + TTile.Rows) * sizeof(sbyte*) + CacheLine - 1) / CacheLine * CacheLine;
}
