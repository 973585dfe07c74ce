using System.Runtime.Intrinsics;

namespace EdgeConv.Kernels.Convolution;

/// <summary>Windows of pictures with few channels, each copied into one run of values: three channels are too few to fill a step.</summary>
internal static unsafe class ConvolutionGather
{
    /// <summary>Copies the windows of a tile's positions. Past the last position the last one is repeated.</summary>
    /// <param name="a">The arguments; dilation along lines is 1.</param>
    /// <param name="input">The first input value.</param>
    /// <param name="walk">Stands at the tile's first output position, and is moved to the next tile's.</param>
    /// <param name="rows">Positions a tile.</param>
    /// <param name="target">Where the first window goes; up to fifteen bytes are written past each.</param>
    /// <param name="stride">From one window's place to the next.</param>
    public static void Copy(in ConvolutionArguments a, sbyte* input, ref PositionWalk walk, int rows, sbyte* target, int stride)
    {
        ref readonly var g = ref a.Geometry;
        var line = (nint)g.DilationHeight * g.InputWidth * g.InputChannels;
        var (lastTop, lastLeft) = (g.InputHeight - 1 - (g.FilterHeight - 1) * g.DilationHeight, g.InputWidth - g.FilterWidth);
        var (top, left) = (walk.Top(in g), walk.Left(in g));
        var source = Source(in g, input, walk.Batch, top, left);
        // Most tiles lie in one line and touch no border.
        if (walk.LeftInLine(in g) >= rows && top >= 0 && top <= lastTop && left >= 0 && left + (rows - 1) * g.StrideWidth <= lastLeft)
        {
            nint step = g.StrideWidth * g.InputChannels;
            for (var row = rows; row != 0; row--, source += step, target += stride)
                CopyInside(source, target, g.FilterHeight, line, g.FilterWidth * g.InputChannels);
            walk.MoveOnInLine(in g, rows);
            return;
        }

        for (var row = rows; ; target += stride)
        {
            if (top >= 0 && top <= lastTop && left >= 0 && left <= lastLeft)
                CopyInside(source, target, g.FilterHeight, line, g.FilterWidth * g.InputChannels);
            else
                CopyAcrossBorder(in a, source, target, top, left);
            walk.MoveOn(in g);
            if (--row == 0)
                return;
            (top, left) = (walk.Top(in g), walk.Left(in g));
            source = Source(in g, input, walk.Batch, top, left);
        }
    }

    private static sbyte* Source(in WindowGeometry g, sbyte* input, int batch, int top, int left) =>
        input + (((nint)batch * g.InputHeight + top) * g.InputWidth + left) * g.InputChannels;

    private static void CopyInside(sbyte* source, sbyte* target, int height, nint line, int run)
    {
        if (run <= Vector128<sbyte>.Count)
        {
            for (; height != 0; height--, source += line, target += run)
                Vector128.Store(Vector128.Load(source), target);
            return;
        }

        for (; height != 0; height--, source += line, target += run)
            CopyRun(source, target, run);
    }

    private static void CopyAcrossBorder(in ConvolutionArguments a, sbyte* source, sbyte* target, int top, int left)
    {
        ref readonly var g = ref a.Geometry;
        var line = (nint)g.DilationHeight * g.InputWidth * g.InputChannels;
        for (var fy = 0; fy < g.FilterHeight; fy++, source += line)
        {
            var isInside = (uint)(top + fy * g.DilationHeight) < (uint)g.InputHeight;
            for (var fx = 0; fx < g.FilterWidth; fx++, target += g.InputChannels)
                CopyRun(isInside && (uint)(left + fx) < (uint)g.InputWidth ? source + fx * g.InputChannels : a.Padding, target, g.InputChannels);
        }
    }

    /// <summary>Copies sixteen bytes at a time, writing up to fifteen too many: the next copy, or zero weights, take care of them.</summary>
    private static void CopyRun(sbyte* source, sbyte* target, int count)
    {
        do
        {
            Vector128.Store(Vector128.Load(source), target);
            source += Vector128<sbyte>.Count;
            target += Vector128<sbyte>.Count;
            count -= Vector128<sbyte>.Count;
        }
        while (count > 0);
    }
}
