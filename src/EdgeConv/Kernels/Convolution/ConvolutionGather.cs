using System.Runtime.Intrinsics;

namespace EdgeConv.Kernels.Convolution;

/// <summary>
/// Windows of pictures with few channels, each copied into one run of values: three channels are too few to fill a step. A first layer thus runs on the tiles of all others;
/// one of its own, reading the picture in place, could save no more than these copies, 1.2 % of MobileNet v1's instructions on Cortex-A76.
/// </summary>
internal static unsafe class ConvolutionGather
{
    /// <summary>Copies the windows of positions that follow each other. Past the last position the last one is repeated.</summary>
    /// <param name="a">The arguments; dilation along lines is 1.</param>
    /// <param name="input">The first input value.</param>
    /// <param name="walk">Stands at the first output position, and is moved past the last.</param>
    /// <param name="positions">How many.</param>
    /// <param name="target">Where the first window goes; up to fifteen bytes are written past each.</param>
    /// <param name="stride">From one window's place to the next.</param>
    public static void Copy(in ConvolutionArguments a, sbyte* input, ref PositionWalk walk, int positions, sbyte* target, int stride)
    {
        ref readonly var g = ref a.Geometry;
        var line = (nint)g.DilationHeight * g.InputWidth * g.InputChannels;
        var (lastTop, lastLeft) = (g.InputHeight - 1 - (g.FilterHeight - 1) * g.DilationHeight, g.InputWidth - g.FilterWidth);
        nint step = g.StrideWidth * g.InputChannels;
        while (positions > 0)
        {
            var (top, left) = (walk.Top(in g), walk.Left(in g));
            var source = input + (((nint)walk.Batch * g.InputHeight + top) * g.InputWidth + left) * g.InputChannels;
            var inside = 0;
            if (top >= 0 && top <= lastTop && left >= 0 && left <= lastLeft)
                inside = Math.Min(Math.Min(positions, walk.LeftInLine(in g)), (lastLeft - left) / g.StrideWidth + 1);
            if (inside == 0)
            {
                CopyAcrossBorder(in a, source, target, top, left);
                inside = 1;
                target += stride;
            }
            else
            {
                target = CopyInside(source, step, target, stride, inside, in g, line);
            }

            positions -= inside;
            walk.MoveOnInLine(in g, inside);
        }
    }

    private static sbyte* CopyInside(sbyte* source, nint step, sbyte* target, int stride, int positions, in WindowGeometry g, nint line)
    {
        var (height, run) = (g.FilterHeight, g.FilterWidth * g.InputChannels);
        for (; positions != 0; positions--, source += step, target += stride)
        {
            var from = source;
            var to = target;
            for (var fy = height; fy != 0; fy--, from += line, to += run)
            {
                Vector128.Store(Vector128.Load(from), to);
                if (run > Vector128<sbyte>.Count)
                    CopyRun(from + Vector128<sbyte>.Count, to + Vector128<sbyte>.Count, run - Vector128<sbyte>.Count);
            }
        }

        return target;
    }

    private static void CopyAcrossBorder(in ConvolutionArguments a, sbyte* source, sbyte* target, int top, int left)
    {
        ref readonly var g = ref a.Geometry;
        nint channels = g.InputChannels;
        var line = g.DilationHeight * g.InputWidth * channels;
        for (var fy = 0; fy < g.FilterHeight; fy++, source += line)
        {
            var isInside = (uint)(top + fy * g.DilationHeight) < (uint)g.InputHeight;
            var first = isInside ? Math.Clamp(-left, 0, g.FilterWidth) : g.FilterWidth;
            var end = Math.Clamp(g.InputWidth - left, first, g.FilterWidth);
            target = CopyPadding(in a, target, first);
            if (first < end)
                CopyRun(source + first * channels, target, (end - first) * g.InputChannels);
            target += (end - first) * channels;
            target = CopyPadding(in a, target, g.FilterWidth - end);
        }
    }

    private static sbyte* CopyPadding(in ConvolutionArguments a, sbyte* target, int pixels)
    {
        for (; pixels != 0; pixels--, target += a.Geometry.InputChannels)
            CopyRun(a.Padding, target, a.Geometry.InputChannels);
        return target;
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
