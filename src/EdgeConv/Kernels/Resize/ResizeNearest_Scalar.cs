namespace EdgeConv.Kernels.Resize;

/// <summary>The oracle for <see cref="ResizeNearestArguments"/>.</summary>
public static unsafe class ResizeNearest_Scalar
{
    /// <summary>Computes all output pixels.</summary>
    public static void Run(in ResizeNearestArguments a)
    {
        ref readonly var g = ref a.Geometry;
        var output = a.Output;
        var (scaleDown, scaleAlong) = (g.Scale(g.InputHeight, g.OutputHeight), g.Scale(g.InputWidth, g.OutputWidth));
        for (var batch = 0; batch < g.Batches; batch++)
        {
            for (var y = 0; y < g.OutputHeight; y++)
            {
                var row = Nearest(in g, y, g.InputHeight, scaleDown);
                for (var x = 0; x < g.OutputWidth; x++)
                {
                    var column = Nearest(in g, x, g.InputWidth, scaleAlong);
                    var pixel = a.Input + (long)((batch * g.InputHeight + row) * g.InputWidth + column) * a.PixelSize;
                    Buffer.MemoryCopy(pixel, output, a.PixelSize, a.PixelSize);
                    output += a.PixelSize;
                }
            }
        }
    }

    /// <summary>The input position that an output position takes.</summary>
    internal static int Nearest(in ResizeGeometry g, int position, int input, float scale)
    {
        var real = (position + (g.HalfPixelCenters ? 0.5f : 0)) * scale;
        var nearest = (int)(g.AlignCorners ? MathF.Round(real, MidpointRounding.AwayFromZero) : MathF.Floor(real));
        return Math.Min(nearest, input - 1);
    }
}
