namespace EdgeConv.Kernels.Resize;

/// <summary>The oracle for int8 bilinear resampling: positions and weights in 10 bits, the sum of four products rounded half away from 0.</summary>
public static unsafe class ResizeBilinear_Scalar
{
    /// <summary>Computes all output pixels.</summary>
    public static void Run(in ResizeBilinearArguments<sbyte> a)
    {
        ref readonly var g = ref a.Geometry;
        var output = a.Output;
        for (var batch = 0; batch < g.Batches; batch++)
        {
            var picture = a.Input + batch * g.InputHeight * g.InputWidth * g.Channels;
            for (var y = 0; y < g.OutputHeight; y++)
            {
                var (top, bottom, down) = Between(in g, y, g.InputHeight, g.OutputHeight);
                for (var x = 0; x < g.OutputWidth; x++)
                {
                    var (left, right, along) = Between(in g, x, g.InputWidth, g.OutputWidth);
                    for (var c = 0; c < g.Channels; c++)
                    {
                        var sum = (long)picture[(top * g.InputWidth + left) * g.Channels + c] * (1024 - down) * (1024 - along)
                            + (long)picture[(bottom * g.InputWidth + left) * g.Channels + c] * down * (1024 - along)
                            + (long)picture[(top * g.InputWidth + right) * g.Channels + c] * (1024 - down) * along
                            + (long)picture[(bottom * g.InputWidth + right) * g.Channels + c] * down * along;
                        *output++ = (sbyte)((sum + (sum > 0 ? 1 << 19 : -(1 << 19))) / (1 << 20));
                    }
                }
            }
        }
    }

    /// <summary>The input positions around an output position, and how far it lies past the first, in 1/1024; at a border both are the same and the distance may be negative.</summary>
    internal static (int First, int Second, int Distance) Between(in ResizeGeometry g, int position, int input, int output)
    {
        var scale = g.AlignCorners && output > 1
            ? (1024 * (input - 1) + (output - 1) / 2) / (output - 1)
            : (1024 * input + output / 2) / output;
        var real = g.HalfPixelCenters ? position * scale + scale / 2 - 512 : position * scale;

        // The scale may be rounded up so that a far enough position passes the last pixel, where the reference would read outside the picture.
        var first = Math.Clamp(real / 1024, 0, input - 1);
        var second = Math.Min((real + 1023) / 1024, input - 1);
        return (first, second, real - 1024 * first);
    }
}
