using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using EdgeConv.Kernels.Numerics;
using EdgeConv.Kernels.Requantizers;

namespace EdgeConv.Kernels.Depthwise;

/// <summary>
/// Two output rows, 3x3 filters, stride 1, eight channels: products of two taps meet in 16 bits (SMULL, SMLAL) and are added to 32 (SADDW), the two rows in turns so
/// that no instruction waits for the one before. An input column is read once and stays for three positions.
/// Registers: nine of weights, twelve of input, four accumulators, four of products, the rest passing.
/// </summary>
internal readonly unsafe struct Depthwise_2x3x3c8_Neon : IDepthwiseTile
{
    /// <inheritdoc/>
    public static int Rows => 2;

    /// <inheritdoc/>
    public static PackedLayout Layout { get; } = new(8, 1);

    /// <inheritdoc/>
    public static string? Refusal(in ConvolutionArguments a) =>
        DepthwisePacking.Planes(in a) > 1 ? "needs one plane of weights"
        : a.Geometry is not { FilterHeight: 3, FilterWidth: 3, StrideWidth: 1, DilationWidth: 1 } ? "needs 3x3 filters of stride and dilation 1" : null;

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
        var zeroPoint = Vector128.Create((short)t->OutputZeroPoint);
        nint step = t->ColumnBytes;
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
            nint channel = t->Channels - left;
            var line0 = t->Lines[0] + channel;
            var line1 = t->Lines[1] + channel;
            var line2 = t->Lines[2] + channel;
            var line3 = t->Lines[3] + channel;
            var output0 = t->Outputs[0] + channel;
            var output1 = t->Outputs[1] + channel;
            var isPart = left < 8;
            // A block that reaches past the last channel goes position by position, by way of the spill.
            var run = isPart ? 1 : t->Columns;
            for (var done = 0; done < t->Columns; done += run)
            {
                var target0 = isPart ? t->Spill : output0;
                var target1 = isPart ? t->Spill + 8 : output1;
                var (x00, x01, x02, x03) = (AdvSimd.LoadVector64(line0), AdvSimd.LoadVector64(line1), AdvSimd.LoadVector64(line2), AdvSimd.LoadVector64(line3));
                line0 += step;
                line1 += step;
                line2 += step;
                line3 += step;
                var (x10, x11, x12, x13) = (AdvSimd.LoadVector64(line0), AdvSimd.LoadVector64(line1), AdvSimd.LoadVector64(line2), AdvSimd.LoadVector64(line3));
                for (var column = run; ;)
                {
                    line0 += step;
                    line1 += step;
                    line2 += step;
                    line3 += step;
                    var (x20, x21, x22, x23) = (AdvSimd.LoadVector64(line0), AdvSimd.LoadVector64(line1), AdvSimd.LoadVector64(line2), AdvSimd.LoadVector64(line3));
                    Position<TRequantizer, TRange>(t, header, zeroPoint, target0, target1, x00, x01, x02, x03, x10, x11, x12, x13, x20, x21, x22, x23, w0, w1, w2, w3, w4, w5, w6, w7, w8);
                    target0 += step;
                    target1 += step;
                    if (--column == 0)
                        break;

                    line0 += step;
                    line1 += step;
                    line2 += step;
                    line3 += step;
                    (x00, x01, x02, x03) = (AdvSimd.LoadVector64(line0), AdvSimd.LoadVector64(line1), AdvSimd.LoadVector64(line2), AdvSimd.LoadVector64(line3));
                    Position<TRequantizer, TRange>(t, header, zeroPoint, target0, target1, x10, x11, x12, x13, x20, x21, x22, x23, x00, x01, x02, x03, w0, w1, w2, w3, w4, w5, w6, w7, w8);
                    target0 += step;
                    target1 += step;
                    if (--column == 0)
                        break;

                    line0 += step;
                    line1 += step;
                    line2 += step;
                    line3 += step;
                    (x10, x11, x12, x13) = (AdvSimd.LoadVector64(line0), AdvSimd.LoadVector64(line1), AdvSimd.LoadVector64(line2), AdvSimd.LoadVector64(line3));
                    Position<TRequantizer, TRange>(t, header, zeroPoint, target0, target1, x20, x21, x22, x23, x00, x01, x02, x03, x10, x11, x12, x13, w0, w1, w2, w3, w4, w5, w6, w7, w8);
                    target0 += step;
                    target1 += step;
                    if (--column == 0)
                        break;
                }

                if (isPart)
                {
                    DepthwiseOutput128.Part(t->Spill, output0, left);
                    DepthwiseOutput128.Part(t->Spill + 8, output1, left);
                    output0 += step;
                    output1 += step;
                    line0 -= step;
                    line1 -= step;
                    line2 -= step;
                    line3 -= step;
                }
            }
        }
    }

    /// <summary>One position of both output rows: x is input by column and row, w the weights column by column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Position<TRequantizer, TRange>(
        DepthwiseTileArguments* t, int* header, Vector128<short> zeroPoint, sbyte* target0, sbyte* target1,
        Vector64<sbyte> x00, Vector64<sbyte> x01, Vector64<sbyte> x02, Vector64<sbyte> x03,
        Vector64<sbyte> x10, Vector64<sbyte> x11, Vector64<sbyte> x12, Vector64<sbyte> x13,
        Vector64<sbyte> x20, Vector64<sbyte> x21, Vector64<sbyte> x22, Vector64<sbyte> x23,
        Vector64<sbyte> w0, Vector64<sbyte> w1, Vector64<sbyte> w2, Vector64<sbyte> w3, Vector64<sbyte> w4, Vector64<sbyte> w5, Vector64<sbyte> w6, Vector64<sbyte> w7, Vector64<sbyte> w8)
        where TRequantizer : struct, IRequantizer128
        where TRange : struct, DepthwiseOutput128.IRange
    {
        var p0 = AdvSimd.MultiplyWideningLower(x00, w0);
        var q0 = AdvSimd.MultiplyWideningLower(x01, w0);
        var p1 = AdvSimd.MultiplyWideningLower(x02, w2);
        var q1 = AdvSimd.MultiplyWideningLower(x03, w2);
        var (bias0, bias1) = (AdvSimd.LoadVector128(header), AdvSimd.LoadVector128(header + 4));
        p0 = AdvSimd.MultiplyWideningLowerAndAdd(p0, x01, w1);
        q0 = AdvSimd.MultiplyWideningLowerAndAdd(q0, x02, w1);
        p1 = AdvSimd.MultiplyWideningLowerAndAdd(p1, x10, w3);
        q1 = AdvSimd.MultiplyWideningLowerAndAdd(q1, x11, w3);
        var p2 = AdvSimd.MultiplyWideningLower(x11, w4);
        var q2 = AdvSimd.MultiplyWideningLower(x12, w4);
        var a1 = AdvSimd.AddWideningUpper(bias1, p0);
        var a0 = AdvSimd.AddWideningLower(bias0, p0.GetLower());
        var b1 = AdvSimd.AddWideningUpper(bias1, q0);
        var b0 = AdvSimd.AddWideningLower(bias0, q0.GetLower());
        p2 = AdvSimd.MultiplyWideningLowerAndAdd(p2, x12, w5);
        q2 = AdvSimd.MultiplyWideningLowerAndAdd(q2, x13, w5);
        a1 = AdvSimd.AddWideningUpper(a1, p1);
        a0 = AdvSimd.AddWideningLower(a0, p1.GetLower());
        b1 = AdvSimd.AddWideningUpper(b1, q1);
        b0 = AdvSimd.AddWideningLower(b0, q1.GetLower());
        var p3 = AdvSimd.MultiplyWideningLower(x20, w6);
        var q3 = AdvSimd.MultiplyWideningLower(x21, w6);
        a1 = AdvSimd.AddWideningUpper(a1, p2);
        a0 = AdvSimd.AddWideningLower(a0, p2.GetLower());
        b1 = AdvSimd.AddWideningUpper(b1, q2);
        b0 = AdvSimd.AddWideningLower(b0, q2.GetLower());
        p3 = AdvSimd.MultiplyWideningLowerAndAdd(p3, x21, w7);
        q3 = AdvSimd.MultiplyWideningLowerAndAdd(q3, x22, w7);
        var p4 = AdvSimd.MultiplyWideningLower(x22, w8);
        var q4 = AdvSimd.MultiplyWideningLower(x23, w8);
        var (m0, m1) = (AdvSimd.LoadVector128(header + 8), AdvSimd.LoadVector128(header + 12));
        a1 = AdvSimd.AddWideningUpper(a1, p3);
        a0 = AdvSimd.AddWideningLower(a0, p3.GetLower());
        b1 = AdvSimd.AddWideningUpper(b1, q3);
        b0 = AdvSimd.AddWideningLower(b0, q3.GetLower());
        var (s0, s1) = (AdvSimd.LoadVector128(header + 16), AdvSimd.LoadVector128(header + 20));
        a1 = AdvSimd.AddWideningUpper(a1, p4);
        a0 = AdvSimd.AddWideningLower(a0, p4.GetLower());
        b1 = AdvSimd.AddWideningUpper(b1, q4);
        b0 = AdvSimd.AddWideningLower(b0, q4.GetLower());
        a1 = TRequantizer.Scale(a1, m1, s1);
        a0 = TRequantizer.Scale(a0, m0, s0);
        b1 = TRequantizer.Scale(b1, m1, s1);
        b0 = TRequantizer.Scale(b0, m0, s0);
        a0 = TRequantizer.Round(a0, s0);
        b0 = TRequantizer.Round(b0, s0);
        a1 = TRequantizer.Round(a1, s1);
        b1 = TRequantizer.Round(b1, s1);
        // A value set in one statement and used in the next alone is moved there by the compiler, and an in-order core waits for it: the two rows take turns.
        var topHalf = AdvSimd.ExtractNarrowingSaturateLower(a0);
        var bottomHalf = AdvSimd.ExtractNarrowingSaturateLower(b0);
        var topWords = AdvSimd.ExtractNarrowingSaturateUpper(topHalf, a1);
        var bottomWords = AdvSimd.ExtractNarrowingSaturateUpper(bottomHalf, b1);
        topWords = AdvSimd.AddSaturate(topWords, zeroPoint);
        bottomWords = AdvSimd.AddSaturate(bottomWords, zeroPoint);
        var top = AdvSimd.ExtractNarrowingSaturateLower(topWords);
        var bottom = AdvSimd.ExtractNarrowingSaturateLower(bottomWords);
        AdvSimd.Store(target0, TRange.Keep(top, t));
        AdvSimd.Store(target1, TRange.Keep(bottom, t));
    }
}
