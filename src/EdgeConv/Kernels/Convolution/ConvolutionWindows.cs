namespace EdgeConv.Kernels.Convolution;

/// <summary>Where the input values of output positions lie, as pointers tap by tap: what others make a picture in columns for (im2col), without the copy.</summary>
internal static unsafe class ConvolutionWindows
{
    /// <summary>Finds the windows of a tile's positions. Past the last position the last one is repeated.</summary>
    /// <param name="a">The arguments.</param>
    /// <param name="input">The first input value of the group.</param>
    /// <param name="position">The tile's first output position.</param>
    /// <param name="rows">Positions a tile.</param>
    /// <param name="windows">Taps x positions: where each tap's input values start.</param>
    public static void Find(in ConvolutionArguments a, sbyte* input, int position, int rows, sbyte** windows)
    {
        ref readonly var g = ref a.Geometry;
        var walk = new PositionWalk(in g, position);
        for (var row = 0; row < rows; row++)
        {
            Find(in a, input + (long)walk.Batch * g.InputHeight * g.InputWidth * g.InputChannels, walk.Top(in g), walk.Left(in g), rows, windows + row);
            walk.MoveOn(in g);
        }
    }

    private static void Find(in ConvolutionArguments a, sbyte* picture, int top, int left, int rows, sbyte** windows)
    {
        ref readonly var g = ref a.Geometry;
        var pixel = (nint)g.DilationWidth * g.InputChannels;
        var line = (nint)g.DilationHeight * g.InputWidth * g.InputChannels;
        var source = picture + ((nint)top * g.InputWidth + left) * g.InputChannels;
        for (var fy = 0; fy < g.FilterHeight; fy++, source += line)
        {
            var isInside = (uint)(top + fy * g.DilationHeight) < (uint)g.InputHeight;
            var at = source;
            for (var fx = 0; fx < g.FilterWidth; fx++, at += pixel, windows += rows)
                *windows = isInside && (uint)(left + fx * g.DilationWidth) < (uint)g.InputWidth ? at : a.Padding;
        }
    }
}
