namespace EdgeConv.Vision.Frames.Pass;

/// <summary>
/// Line by line: the source rows that make a row of the grid are summed as they lie in memory, then taken apart into components, then each component's samples are summed to its values
/// on the grid, and only there, at the target's resolution, colours are converted and elements looked up.
/// </summary>
internal static unsafe class FramePass_Lines
{
    /// <summary>Computes rows of the grid.</summary>
    public static void Run<T>(in FramePassArguments a, int begin, int end, byte* scratch)
        where T : struct, IFrameLines
    {
        var lines = new FrameLines(in a, scratch);
        for (var v = begin; v < end; v++)
        {
            for (var plane = 0; plane < a.PlaneCount; plane++)
                SumRows<T>(in a.PlaneWindows[plane], a.Planes[plane], v, in lines);
            for (var c = 0; c < a.ComponentCount; c++)
                T.SumColumns(lines.Component(a.Components[c].Line), in a.Components[c].Columns, lines.Values(c));
            FindLevels<T>(in a, in lines);
            FrameStore.Run(in a, lines.Levels(0), lines.Levels(a.ComponentCount == 1 ? 0 : 1), lines.Levels(a.ComponentCount == 1 ? 0 : 2), *a.Output + v * a.RowStep);
        }
    }

    private static void SumRows<T>(in FramePlaneWindow plane, byte* start, int v, in FrameLines lines)
        where T : struct, IFrameLines
    {
        var sums = plane.Interleave == FrameInterleave.None ? lines.Component(plane.Line) : lines.Sums;
        var first = start + plane.Start + (long)plane.Rows.First[v] * plane.Stride;
        T.SumRows(first, plane.Stride, plane.Rows.Weights + v * plane.Rows.Taps, plane.Rows.Count[v], sums, plane.Bytes);

        short* x = lines.Component(plane.Line), y = lines.Component(plane.Line + 1), z = lines.Component(plane.Line + 2);
        switch (plane.Interleave)
        {
            case FrameInterleave.Pairs:
                T.SplitPairs(sums, x, y, plane.Bytes / 2);
                break;
            case FrameInterleave.Triples:
                TripleSplit_c8_Vector128.Run(sums, x, y, z, plane.Bytes / 3);
                break;
            case FrameInterleave.Quads:
                T.SplitPairs(sums, lines.Half(0), lines.Half(1), plane.Bytes / 2);
                T.SplitPairs(lines.Half(0), x, z, plane.Bytes / 4);
                T.SplitPairs(lines.Half(1), y, lines.Unused, plane.Bytes / 4);
                break;
            case FrameInterleave.LumaFirst:
                T.SplitPairs(sums, x, lines.Half(0), plane.Bytes / 2);
                T.SplitPairs(lines.Half(0), y, z, plane.Bytes / 4);
                break;
            case FrameInterleave.LumaSecond:
                T.SplitPairs(sums, lines.Half(0), x, plane.Bytes / 2);
                T.SplitPairs(lines.Half(0), y, z, plane.Bytes / 4);
                break;
        }
    }

    private static void FindLevels<T>(in FramePassArguments a, in FrameLines lines)
        where T : struct, IFrameLines
    {
        if (a.IsYCbCr)
        {
            T.Mix(lines.Values(0), lines.Values(1), lines.Values(2), in a.Equation, lines.Levels(0), lines.Levels(1), lines.Levels(2), a.Columns);
            return;
        }

        if (a.Equation.IsLevels)
        {
            for (var c = 0; c < a.ComponentCount; c++)
                RoundedLevels_c16_Vector128.Run(lines.Values(c), lines.Levels(c), a.Columns);
            return;
        }

        for (var c = 0; c < a.ComponentCount; c++)
            T.FindLevels(lines.Values(c), in a.Equation, lines.Levels(c), a.Columns);
    }
}
