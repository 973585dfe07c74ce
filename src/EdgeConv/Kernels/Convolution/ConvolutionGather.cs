using System.Runtime.Intrinsics;

namespace EdgeConv.Kernels.Convolution;

/// <summary>Windows of pictures with few channels, each copied into one run of values: three channels are too few to fill a step.</summary>
internal static unsafe class ConvolutionGather
{
    /// <summary>Copies the windows of a tile's positions. Past the last position the last one is repeated.</summary>
    /// <param name="a">The arguments; dilation along lines is 1.</param>
    /// <param name="input">The first input value.</param>
    /// <param name="position">The tile's first output position.</param>
    /// <param name="rows">Positions a tile.</param>
    /// <param name="target">Where the first window goes; up to fifteen bytes are written past each.</param>
    /// <param name="stride">From one window's place to the next.</param>
    public static void Copy(in ConvolutionArguments a, sbyte* input, int position, int rows, sbyte* target, int stride)
    {
        ref readonly var g = ref a.Geometry;
        var walk = new PositionWalk(in g, position);
        var (height, run) = (g.FilterHeight, g.FilterWidth * g.InputChannels);
        var line = (nint)g.DilationHeight * g.InputWidth * g.InputChannels;
        var (lastTop, lastLeft) = (g.InputHeight - 1 - (height - 1) * g.DilationHeight, g.InputWidth - g.FilterWidth);
        for (var row = 0; row < rows; row++, target += stride)
        {
            var (top, left) = (walk.Top(in g), walk.Left(in g));
            var source = input + ((nint)walk.Batch * g.InputHeight * g.InputWidth + (nint)top * g.InputWidth + left) * g.InputChannels;
            if (top >= 0 && top <= lastTop && left >= 0 && left <= lastLeft)
                CopyInside(source, target, height, line, run);
            else
                CopyAcrossBorder(in a, source, target, top, left);
            walk.MoveOn(in g);
        }
    }

    private static void CopyInside(sbyte* source, sbyte* target, int height, nint line, int run)
    {
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
