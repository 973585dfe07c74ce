using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using EdgeConv.Kernels.Numerics;
using EdgeConv.Kernels.Requantizers;

namespace EdgeConv.Kernels.Depthwise;

/// <summary>
/// One output row, 5x5 filters of any stride and dilation, eight channels: products of two taps meet in 16 bits (SMULL, SMLAL) and are added to 32 (SADDW) while the next
/// two are multiplied. Registers: twenty-five of weights, two accumulators, two of products, the rest passing.
/// </summary>
internal readonly unsafe struct Depthwise_5x5c8_Neon : IDepthwiseTile
{
    /// <inheritdoc/>
    public static int Rows => 1;

    /// <inheritdoc/>
    public static PackedLayout Layout { get; } = new(8, 1);

    /// <inheritdoc/>
    public static string? Refusal(in ConvolutionArguments a) =>
        DepthwisePacking.Planes(in a) != 1 ? "needs one plane of weights" : a.Geometry is not { FilterHeight: 5, FilterWidth: 5 } ? "needs 5x5 filters" : null;

    /// <inheritdoc/>
    public static delegate*<DepthwiseTileArguments*, void> Entry(Requantization requantization) => requantization switch
    {
        Requantization.ExactRightPositive => &Run<Requantizers128Neon.ExactRightPositive>,
        Requantization.ExactRight => &Run<Requantizers128Neon.ExactRight>,
        Requantization.Float => &Run<Requantizers128Neon.Float>,
        _ => &Run<Requantizers128Neon.Exact>,
    };

    private static void Run<TRequantizer>(DepthwiseTileArguments* t)
        where TRequantizer : struct, IRequantizer128
    {
        if (t->OutputMax - t->OutputMin == byte.MaxValue)
            Loop<TRequantizer, DepthwiseOutput128.Whole>(t);
        else
            Loop<TRequantizer, DepthwiseOutput128.Narrower>(t);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Loop<TRequantizer, TRange>(DepthwiseTileArguments* t)
        where TRequantizer : struct, IRequantizer128
        where TRange : struct, DepthwiseOutput128.IRange
    {
        var packed = t->Packed;
        nint step = t->ColumnBytes;
        nint tap = t->TapBytes;
        var (tap2, tap3, tap4) = (2 * tap, 3 * tap, 4 * tap);
        for (var left = t->Channels; left > 0; left -= 8, packed += t->BlockBytes)
        {
            var header = (int*)packed;
            var weights = (sbyte*)packed + 3 * 8 * sizeof(int);
            var w0 = AdvSimd.LoadVector64(weights);
            var w1 = AdvSimd.LoadVector64(weights + 8);
            var w2 = AdvSimd.LoadVector64(weights + 16);
            var w3 = AdvSimd.LoadVector64(weights + 24);
            var w4 = AdvSimd.LoadVector64(weights + 32);
            var w5 = AdvSimd.LoadVector64(weights + 40);
            var w6 = AdvSimd.LoadVector64(weights + 48);
            var w7 = AdvSimd.LoadVector64(weights + 56);
            var w8 = AdvSimd.LoadVector64(weights + 64);
            var w9 = AdvSimd.LoadVector64(weights + 72);
            var w10 = AdvSimd.LoadVector64(weights + 80);
            var w11 = AdvSimd.LoadVector64(weights + 88);
            var w12 = AdvSimd.LoadVector64(weights + 96);
            var w13 = AdvSimd.LoadVector64(weights + 104);
            var w14 = AdvSimd.LoadVector64(weights + 112);
            var w15 = AdvSimd.LoadVector64(weights + 120);
            var w16 = AdvSimd.LoadVector64(weights + 128);
            var w17 = AdvSimd.LoadVector64(weights + 136);
            var w18 = AdvSimd.LoadVector64(weights + 144);
            var w19 = AdvSimd.LoadVector64(weights + 152);
            var w20 = AdvSimd.LoadVector64(weights + 160);
            var w21 = AdvSimd.LoadVector64(weights + 168);
            var w22 = AdvSimd.LoadVector64(weights + 176);
            var w23 = AdvSimd.LoadVector64(weights + 184);
            var w24 = AdvSimd.LoadVector64(weights + 192);
            nint channel = t->Channels - left;
            var line0 = t->Lines[0] + channel;
            var line1 = t->Lines[1] + channel;
            var line2 = t->Lines[2] + channel;
            var line3 = t->Lines[3] + channel;
            var line4 = t->Lines[4] + channel;
            var output = t->Outputs[0] + channel;
            var isPart = left < 8;
            // A block that reaches past the last channel goes position by position, by way of the spill.
            var run = isPart ? 1 : t->Columns;
            nint channels = t->Channels;
            for (var done = 0; done < t->Columns; done += run)
            {
                var target = isPart ? t->Spill : output;
                for (var column = run; column > 0; column--)
                {
                    var (c0, c1) = (AdvSimd.LoadVector128(header), AdvSimd.LoadVector128(header + 4));
                    var x0 = AdvSimd.LoadVector64(line0);
                    var x1 = AdvSimd.LoadVector64(line1);
                    var p0 = AdvSimd.MultiplyWideningLower(x0, w0);
                    var x2 = AdvSimd.LoadVector64(line2);
                    p0 = AdvSimd.MultiplyWideningLowerAndAdd(p0, x1, w1);
                    var x3 = AdvSimd.LoadVector64(line3);
                    var p1 = AdvSimd.MultiplyWideningLower(x2, w2);
                    var x4 = AdvSimd.LoadVector64(line4);
                    c1 = AdvSimd.AddWideningUpper(c1, p0);
                    c0 = AdvSimd.AddWideningLower(c0, p0.GetLower());
                    p1 = AdvSimd.MultiplyWideningLowerAndAdd(p1, x3, w3);
                    var x5 = AdvSimd.LoadVector64(line0 + tap);
                    var p2 = AdvSimd.MultiplyWideningLower(x4, w4);
                    var x6 = AdvSimd.LoadVector64(line1 + tap);
                    c1 = AdvSimd.AddWideningUpper(c1, p1);
                    c0 = AdvSimd.AddWideningLower(c0, p1.GetLower());
                    p2 = AdvSimd.MultiplyWideningLowerAndAdd(p2, x5, w5);
                    var x7 = AdvSimd.LoadVector64(line2 + tap);
                    var p3 = AdvSimd.MultiplyWideningLower(x6, w6);
                    var x8 = AdvSimd.LoadVector64(line3 + tap);
                    c1 = AdvSimd.AddWideningUpper(c1, p2);
                    c0 = AdvSimd.AddWideningLower(c0, p2.GetLower());
                    p3 = AdvSimd.MultiplyWideningLowerAndAdd(p3, x7, w7);
                    var x9 = AdvSimd.LoadVector64(line4 + tap);
                    var p4 = AdvSimd.MultiplyWideningLower(x8, w8);
                    var x10 = AdvSimd.LoadVector64(line0 + tap2);
                    c1 = AdvSimd.AddWideningUpper(c1, p3);
                    c0 = AdvSimd.AddWideningLower(c0, p3.GetLower());
                    p4 = AdvSimd.MultiplyWideningLowerAndAdd(p4, x9, w9);
                    var x11 = AdvSimd.LoadVector64(line1 + tap2);
                    var p5 = AdvSimd.MultiplyWideningLower(x10, w10);
                    var x12 = AdvSimd.LoadVector64(line2 + tap2);
                    c1 = AdvSimd.AddWideningUpper(c1, p4);
                    c0 = AdvSimd.AddWideningLower(c0, p4.GetLower());
                    p5 = AdvSimd.MultiplyWideningLowerAndAdd(p5, x11, w11);
                    var x13 = AdvSimd.LoadVector64(line3 + tap2);
                    var p6 = AdvSimd.MultiplyWideningLower(x12, w12);
                    var x14 = AdvSimd.LoadVector64(line4 + tap2);
                    c1 = AdvSimd.AddWideningUpper(c1, p5);
                    c0 = AdvSimd.AddWideningLower(c0, p5.GetLower());
                    p6 = AdvSimd.MultiplyWideningLowerAndAdd(p6, x13, w13);
                    var x15 = AdvSimd.LoadVector64(line0 + tap3);
                    var p7 = AdvSimd.MultiplyWideningLower(x14, w14);
                    var x16 = AdvSimd.LoadVector64(line1 + tap3);
                    c1 = AdvSimd.AddWideningUpper(c1, p6);
                    c0 = AdvSimd.AddWideningLower(c0, p6.GetLower());
                    p7 = AdvSimd.MultiplyWideningLowerAndAdd(p7, x15, w15);
                    var x17 = AdvSimd.LoadVector64(line2 + tap3);
                    var p8 = AdvSimd.MultiplyWideningLower(x16, w16);
                    var x18 = AdvSimd.LoadVector64(line3 + tap3);
                    c1 = AdvSimd.AddWideningUpper(c1, p7);
                    c0 = AdvSimd.AddWideningLower(c0, p7.GetLower());
                    p8 = AdvSimd.MultiplyWideningLowerAndAdd(p8, x17, w17);
                    var x19 = AdvSimd.LoadVector64(line4 + tap3);
                    var p9 = AdvSimd.MultiplyWideningLower(x18, w18);
                    var x20 = AdvSimd.LoadVector64(line0 + tap4);
                    c1 = AdvSimd.AddWideningUpper(c1, p8);
                    c0 = AdvSimd.AddWideningLower(c0, p8.GetLower());
                    p9 = AdvSimd.MultiplyWideningLowerAndAdd(p9, x19, w19);
                    var x21 = AdvSimd.LoadVector64(line1 + tap4);
                    var p10 = AdvSimd.MultiplyWideningLower(x20, w20);
                    var x22 = AdvSimd.LoadVector64(line2 + tap4);
                    c1 = AdvSimd.AddWideningUpper(c1, p9);
                    c0 = AdvSimd.AddWideningLower(c0, p9.GetLower());
                    p10 = AdvSimd.MultiplyWideningLowerAndAdd(p10, x21, w21);
                    var x23 = AdvSimd.LoadVector64(line3 + tap4);
                    var p11 = AdvSimd.MultiplyWideningLower(x22, w22);
                    var x24 = AdvSimd.LoadVector64(line4 + tap4);
                    c1 = AdvSimd.AddWideningUpper(c1, p10);
                    c0 = AdvSimd.AddWideningLower(c0, p10.GetLower());
                    p11 = AdvSimd.MultiplyWideningLowerAndAdd(p11, x23, w23);
                    var p12 = AdvSimd.MultiplyWideningLower(x24, w24);
                    line0 += step;
                    c1 = AdvSimd.AddWideningUpper(c1, p11);
                    c0 = AdvSimd.AddWideningLower(c0, p11.GetLower());
                    line1 += step;
                    c1 = AdvSimd.AddWideningUpper(c1, p12);
                    c0 = AdvSimd.AddWideningLower(c0, p12.GetLower());
                    line2 += step;
                    c1 = TRequantizer.Apply(c1, AdvSimd.LoadVector128(header + 12), AdvSimd.LoadVector128(header + 20));
                    line3 += step;
                    c0 = TRequantizer.Apply(c0, AdvSimd.LoadVector128(header + 8), AdvSimd.LoadVector128(header + 16));
                    line4 += step;
                    var words = AdvSimd.ExtractNarrowingSaturateUpper(AdvSimd.ExtractNarrowingSaturateLower(c0), c1);
                    var values = AdvSimd.ExtractNarrowingSaturateLower(AdvSimd.AddSaturate(words, Vector128.Create((short)t->OutputZeroPoint)));
                    AdvSimd.Store(target, TRange.Keep(values, t));
                    target += channels;
                }

                if (isPart)
                {
                    DepthwiseOutput128.Part(t->Spill, output, left);
                    output += channels;
                }
            }
        }
    }
}
