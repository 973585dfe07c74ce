namespace EdgeConv.Kernels.Resize;

/// <summary>The oracle for bilinear resampling in float32: of float32 pictures, and of uint8 pictures, whose results are rounded by adding a half.</summary>
public static unsafe class ResizeBilinearFloat_Scalar
{
    /// <summary>Computes all output pixels of float32 pictures.</summary>
    public static void Run(in ResizeBilinearArguments<float> a) => Run<float, Real>(in a);

    /// <summary>Computes all output pixels of uint8 pictures in stored form.</summary>
    public static void RunUInt8(in ResizeBilinearArguments<byte> a) => Run<byte, FlippedByte>(in a);

    private static void Run<T, TElement>(in ResizeBilinearArguments<T> a)
        where T : unmanaged
        where TElement : struct, IElement<T>
    {
        ref readonly var g = ref a.Geometry;
        var output = a.Output;
        var (scaleDown, scaleAlong) = (g.Scale(g.InputHeight, g.OutputHeight), g.Scale(g.InputWidth, g.OutputWidth));
        for (var batch = 0; batch < g.Batches; batch++)
        {
            var picture = a.Input + batch * g.InputHeight * g.InputWidth * g.Channels;
            for (var y = 0; y < g.OutputHeight; y++)
            {
                var (top, bottom, down) = Between(in g, y, g.InputHeight, scaleDown);
                for (var x = 0; x < g.OutputWidth; x++)
                {
                    var (left, right, along) = Between(in g, x, g.InputWidth, scaleAlong);
                    for (var c = 0; c < g.Channels; c++)
                    {
                        var sum = TElement.Read(picture[(top * g.InputWidth + left) * g.Channels + c]) * (1 - down) * (1 - along)
                            + TElement.Read(picture[(bottom * g.InputWidth + left) * g.Channels + c]) * down * (1 - along)
                            + TElement.Read(picture[(top * g.InputWidth + right) * g.Channels + c]) * (1 - down) * along
                            + TElement.Read(picture[(bottom * g.InputWidth + right) * g.Channels + c]) * down * along;
                        *output++ = TElement.Write(sum);
                    }
                }
            }
        }
    }

    /// <summary>The input positions around an output position, and how far it lies past the first.</summary>
    internal static (int First, int Second, float Distance) Between(in ResizeGeometry g, int position, int input, float scale)
    {
        var real = g.HalfPixelCenters ? (position + 0.5f) * scale - 0.5f : position * scale;

        // A product rounded up may reach past the last pixel, where the reference would read outside the picture.
        var first = Math.Clamp((int)MathF.Floor(real), 0, input - 1);
        var second = Math.Min((int)MathF.Ceiling(real), input - 1);
        return (first, second, real - first);
    }

    private interface IElement<T>
    {
        static abstract float Read(T stored);

        static abstract T Write(float sum);
    }

    private readonly struct Real : IElement<float>
    {
        public static float Read(float stored) => stored;

        public static float Write(float sum) => sum;
    }

    private readonly struct FlippedByte : IElement<byte>
    {
        public static float Read(byte stored) => stored ^ 0x80;

        public static byte Write(float sum) => (byte)((int)(sum + 0.5f) ^ 0x80);
    }
}
