using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EdgeConv.Kernels.Resize;

/// <summary>Sixteen channels of a pixel at a time, on any instruction set with 128-bit vectors. The sum of the four products fits into 32 bits.</summary>
internal static unsafe class ResizeBilinear_c16_Vector128
{
    private const int FractionBits = 20;

    /// <summary>Rows of outputs.</summary>
    public static int Units(in ResizeBilinearArguments<sbyte> a) => a.Geometry.Batches * a.Geometry.OutputHeight;

    /// <summary>Computes rows of outputs.</summary>
    public static void Run(in ResizeBilinearArguments<sbyte> a, int begin, int end)
    {
        ref readonly var g = ref a.Geometry;
        for (var line = begin; line < end; line++)
        {
            var batch = line / g.OutputHeight;
            var (top, bottom, down) = ResizeBilinear_Scalar.Between(in g, line - batch * g.OutputHeight, g.InputHeight, g.OutputHeight);
            var picture = a.Input + (long)batch * g.InputHeight * g.InputWidth * g.Channels;
            var upper = picture + (long)top * g.InputWidth * g.Channels;
            var lower = picture + (long)bottom * g.InputWidth * g.Channels;
            var output = a.Output + (long)line * g.OutputWidth * g.Channels;
            for (var x = 0; x < g.OutputWidth; x++, output += g.Channels)
            {
                var (left, right, along) = ResizeBilinear_Scalar.Between(in g, x, g.InputWidth, g.OutputWidth);
                Pixel(upper + left * g.Channels, upper + right * g.Channels, lower + left * g.Channels, lower + right * g.Channels, down, along, output, g.Channels);
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Pixel(sbyte* topLeft, sbyte* topRight, sbyte* bottomLeft, sbyte* bottomRight, int down, int along, sbyte* output, int channels)
    {
        var (w0, w1) = (Vector128.Create((1024 - down) * (1024 - along)), Vector128.Create((1024 - down) * along));
        var (w2, w3) = (Vector128.Create(down * (1024 - along)), Vector128.Create(down * along));
        for (var channel = 0; channel < channels; channel += 16)
        {
            var (a, b, c, d) = (Vector128.Load(topLeft + channel), Vector128.Load(topRight + channel), Vector128.Load(bottomLeft + channel), Vector128.Load(bottomRight + channel));
            var low = EightChannels(Vector128.WidenLower(a), Vector128.WidenLower(b), Vector128.WidenLower(c), Vector128.WidenLower(d), w0, w1, w2, w3);
            var high = EightChannels(Vector128.WidenUpper(a), Vector128.WidenUpper(b), Vector128.WidenUpper(c), Vector128.WidenUpper(d), w0, w1, w2, w3);
            var values = Vector128.Narrow(low, high);
            if (channels - channel >= 16)
            {
                Vector128.Store(values, output + channel);
                continue;
            }

            PartialVector.Store(values.AsByte(), (byte*)output + channel, channels - channel);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> EightChannels(
        Vector128<short> a, Vector128<short> b, Vector128<short> c, Vector128<short> d, Vector128<int> w0, Vector128<int> w1, Vector128<int> w2, Vector128<int> w3) => Vector128.Narrow(
        Rounded(Vector128.WidenLower(a) * w0 + Vector128.WidenLower(b) * w1 + Vector128.WidenLower(c) * w2 + Vector128.WidenLower(d) * w3),
        Rounded(Vector128.WidenUpper(a) * w0 + Vector128.WidenUpper(b) * w1 + Vector128.WidenUpper(c) * w2 + Vector128.WidenUpper(d) * w3));

    /// <summary>To nearest, half away from zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Rounded(Vector128<int> sums)
    {
        var negative = Vector128.ShiftRightArithmetic(sums, 31);
        var magnitude = Vector128.ShiftRightLogical((sums ^ negative) - negative + Vector128.Create(1 << (FractionBits - 1)), FractionBits);
        return (magnitude ^ negative) - negative;
    }
}
