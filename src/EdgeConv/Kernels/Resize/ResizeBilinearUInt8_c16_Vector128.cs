using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EdgeConv.Kernels.Resize;

/// <summary>
/// Sixteen channels of a uint8 pixel at a time, on any instruction set with 128-bit vectors. Every lane does the scalar kernel's float32 operations in their order.
/// </summary>
internal static unsafe class ResizeBilinearUInt8_c16_Vector128
{
    /// <summary>Rows of outputs.</summary>
    public static int Units(in ResizeBilinearArguments<byte> a) => a.Geometry.Batches * a.Geometry.OutputHeight;

    /// <summary>Computes rows of outputs.</summary>
    public static void Run(in ResizeBilinearArguments<byte> a, int begin, int end)
    {
        ref readonly var g = ref a.Geometry;
        var (scaleDown, scaleAlong) = (g.Scale(g.InputHeight, g.OutputHeight), g.Scale(g.InputWidth, g.OutputWidth));
        for (var line = begin; line < end; line++)
        {
            var batch = line / g.OutputHeight;
            var (top, bottom, down) = ResizeBilinearFloat_Scalar.Between(in g, line - batch * g.OutputHeight, g.InputHeight, scaleDown);
            var picture = a.Input + (long)batch * g.InputHeight * g.InputWidth * g.Channels;
            var upper = picture + (long)top * g.InputWidth * g.Channels;
            var lower = picture + (long)bottom * g.InputWidth * g.Channels;
            var output = a.Output + (long)line * g.OutputWidth * g.Channels;
            for (var x = 0; x < g.OutputWidth; x++, output += g.Channels)
            {
                var (left, right, along) = ResizeBilinearFloat_Scalar.Between(in g, x, g.InputWidth, scaleAlong);
                Pixel(upper + left * g.Channels, upper + right * g.Channels, lower + left * g.Channels, lower + right * g.Channels, down, along, output, g.Channels);
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Pixel(byte* topLeft, byte* topRight, byte* bottomLeft, byte* bottomRight, float down, float along, byte* output, int channels)
    {
        var sign = Vector128.Create((byte)0x80);
        var (up, below) = (Vector128.Create(1 - down), Vector128.Create(down));
        var (before, after) = (Vector128.Create(1 - along), Vector128.Create(along));
        for (; channels > 0; channels -= 16, topLeft += 16, topRight += 16, bottomLeft += 16, bottomRight += 16, output += 16)
        {
            var (a0, a1) = Vector128.Widen(Vector128.Load(topLeft) ^ sign);
            var (b0, b1) = Vector128.Widen(Vector128.Load(bottomLeft) ^ sign);
            var (c0, c1) = Vector128.Widen(Vector128.Load(topRight) ^ sign);
            var (d0, d1) = Vector128.Widen(Vector128.Load(bottomRight) ^ sign);
            if (channels <= 4)
            {
                // A picture's red, green and blue are not worth the twelve lanes behind them.
                var few = Between(Vector128.WidenLower(a0), Vector128.WidenLower(b0), Vector128.WidenLower(c0), Vector128.WidenLower(d0), up, below, before, after).AsUInt32();
                var words = Vector128.Narrow(few, few);
                PartialVector.Store(Vector128.Narrow(words, words) ^ sign, output, channels);
                return;
            }

            var values = Vector128.Narrow(EightChannels(a0, b0, c0, d0, up, below, before, after), EightChannels(a1, b1, c1, d1, up, below, before, after)) ^ sign;
            if (channels < 16)
            {
                PartialVector.Store(values, output, channels);
                return;
            }

            Vector128.Store(values, output);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ushort> EightChannels(
        Vector128<ushort> a, Vector128<ushort> b, Vector128<ushort> c, Vector128<ushort> d, Vector128<float> up, Vector128<float> below, Vector128<float> before, Vector128<float> after) =>
        Vector128.Narrow(
            Between(Vector128.WidenLower(a), Vector128.WidenLower(b), Vector128.WidenLower(c), Vector128.WidenLower(d), up, below, before, after),
            Between(Vector128.WidenUpper(a), Vector128.WidenUpper(b), Vector128.WidenUpper(c), Vector128.WidenUpper(d), up, below, before, after)).AsUInt16();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Between(
        Vector128<uint> a, Vector128<uint> b, Vector128<uint> c, Vector128<uint> d, Vector128<float> up, Vector128<float> below, Vector128<float> before, Vector128<float> after)
    {
        var sum = Vector128.ConvertToSingle(a.AsInt32()) * up * before;
        sum += Vector128.ConvertToSingle(b.AsInt32()) * below * before;
        sum += Vector128.ConvertToSingle(c.AsInt32()) * up * after;
        sum += Vector128.ConvertToSingle(d.AsInt32()) * below * after;
        return Vector128.ConvertToInt32Native(sum + Vector128.Create(0.5f));
    }
}
