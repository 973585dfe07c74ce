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

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Run<TRequantizer>(DepthwiseTileArguments* t)
        where TRequantizer : struct, IRequantizer128
    {
        var packed = t->Packed;
        var isCut = t->OutputMax - t->OutputMin != byte.MaxValue;
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
            var (x00, x01, x02, x03) = (AdvSimd.LoadVector64(line0), AdvSimd.LoadVector64(line1), AdvSimd.LoadVector64(line2), AdvSimd.LoadVector64(line3));
            line0 += step;
            line1 += step;
            line2 += step;
            line3 += step;
            var (x10, x11, x12, x13) = (AdvSimd.LoadVector64(line0), AdvSimd.LoadVector64(line1), AdvSimd.LoadVector64(line2), AdvSimd.LoadVector64(line3));
            for (var column = t->Columns; ;)
            {
                line0 += step;
                line1 += step;
                line2 += step;
                line3 += step;
                var (x20, x21, x22, x23) = (AdvSimd.LoadVector64(line0), AdvSimd.LoadVector64(line1), AdvSimd.LoadVector64(line2), AdvSimd.LoadVector64(line3));
                Position<TRequantizer>(t, header, isCut, left, output0, output1, x00, x01, x02, x03, x10, x11, x12, x13, x20, x21, x22, x23, w0, w1, w2, w3, w4, w5, w6, w7, w8);
                output0 += step;
                output1 += step;
                if (--column == 0)
                    break;

                line0 += step;
                line1 += step;
                line2 += step;
                line3 += step;
                (x00, x01, x02, x03) = (AdvSimd.LoadVector64(line0), AdvSimd.LoadVector64(line1), AdvSimd.LoadVector64(line2), AdvSimd.LoadVector64(line3));
                Position<TRequantizer>(t, header, isCut, left, output0, output1, x10, x11, x12, x13, x20, x21, x22, x23, x00, x01, x02, x03, w0, w1, w2, w3, w4, w5, w6, w7, w8);
                output0 += step;
                output1 += step;
                if (--column == 0)
                    break;

                line0 += step;
                line1 += step;
                line2 += step;
                line3 += step;
                (x10, x11, x12, x13) = (AdvSimd.LoadVector64(line0), AdvSimd.LoadVector64(line1), AdvSimd.LoadVector64(line2), AdvSimd.LoadVector64(line3));
                Position<TRequantizer>(t, header, isCut, left, output0, output1, x20, x21, x22, x23, x00, x01, x02, x03, x10, x11, x12, x13, w0, w1, w2, w3, w4, w5, w6, w7, w8);
                output0 += step;
                output1 += step;
                if (--column == 0)
                    break;
            }
        }
    }

    /// <summary>One position of both output rows: x is input by column and row, w the weights column by column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Position<TRequantizer>(
        DepthwiseTileArguments* t, int* header, bool isCut, int left, sbyte* output0, sbyte* output1,
        Vector64<sbyte> x00, Vector64<sbyte> x01, Vector64<sbyte> x02, Vector64<sbyte> x03,
        Vector64<sbyte> x10, Vector64<sbyte> x11, Vector64<sbyte> x12, Vector64<sbyte> x13,
        Vector64<sbyte> x20, Vector64<sbyte> x21, Vector64<sbyte> x22, Vector64<sbyte> x23,
        Vector64<sbyte> w0, Vector64<sbyte> w1, Vector64<sbyte> w2, Vector64<sbyte> w3, Vector64<sbyte> w4, Vector64<sbyte> w5, Vector64<sbyte> w6, Vector64<sbyte> w7, Vector64<sbyte> w8)
        where TRequantizer : struct, IRequantizer128
    {
        var p = AdvSimd.MultiplyWideningLower(x00, w0);
        var q = AdvSimd.MultiplyWideningLower(x01, w0);
        var r = AdvSimd.MultiplyWideningLower(x02, w2);
        var s = AdvSimd.MultiplyWideningLower(x03, w2);
        p = AdvSimd.MultiplyWideningLowerAndAdd(p, x01, w1);
        q = AdvSimd.MultiplyWideningLowerAndAdd(q, x02, w1);
        r = AdvSimd.MultiplyWideningLowerAndAdd(r, x10, w3);
        s = AdvSimd.MultiplyWideningLowerAndAdd(s, x11, w3);
        var (bias0, bias1) = (AdvSimd.LoadVector128(header), AdvSimd.LoadVector128(header + 4));
        var a1 = AdvSimd.AddWideningUpper(bias1, p);
        var b1 = AdvSimd.AddWideningUpper(bias1, q);
        var a0 = AdvSimd.AddWideningLower(bias0, p.GetLower());
        var b0 = AdvSimd.AddWideningLower(bias0, q.GetLower());
        p = AdvSimd.MultiplyWideningLower(x11, w4);
        q = AdvSimd.MultiplyWideningLower(x12, w4);
        a1 = AdvSimd.AddWideningUpper(a1, r);
        b1 = AdvSimd.AddWideningUpper(b1, s);
        a0 = AdvSimd.AddWideningLower(a0, r.GetLower());
        b0 = AdvSimd.AddWideningLower(b0, s.GetLower());
        p = AdvSimd.MultiplyWideningLowerAndAdd(p, x12, w5);
        q = AdvSimd.MultiplyWideningLowerAndAdd(q, x13, w5);
        r = AdvSimd.MultiplyWideningLower(x20, w6);
        s = AdvSimd.MultiplyWideningLower(x21, w6);
        a1 = AdvSimd.AddWideningUpper(a1, p);
        b1 = AdvSimd.AddWideningUpper(b1, q);
        a0 = AdvSimd.AddWideningLower(a0, p.GetLower());
        b0 = AdvSimd.AddWideningLower(b0, q.GetLower());
        r = AdvSimd.MultiplyWideningLowerAndAdd(r, x21, w7);
        s = AdvSimd.MultiplyWideningLowerAndAdd(s, x22, w7);
        p = AdvSimd.MultiplyWideningLower(x22, w8);
        q = AdvSimd.MultiplyWideningLower(x23, w8);
        a1 = AdvSimd.AddWideningUpper(a1, r);
        b1 = AdvSimd.AddWideningUpper(b1, s);
        a0 = AdvSimd.AddWideningLower(a0, r.GetLower());
        b0 = AdvSimd.AddWideningLower(b0, s.GetLower());
        a1 = AdvSimd.AddWideningUpper(a1, p);
        b1 = AdvSimd.AddWideningUpper(b1, q);
        a0 = AdvSimd.AddWideningLower(a0, p.GetLower());
        b0 = AdvSimd.AddWideningLower(b0, q.GetLower());
        var (m0, m1) = (AdvSimd.LoadVector128(header + 8), AdvSimd.LoadVector128(header + 12));
        var (s0, s1) = (AdvSimd.LoadVector128(header + 16), AdvSimd.LoadVector128(header + 20));
        var zeroPoint = Vector128.Create((short)t->OutputZeroPoint);
        var both = Requantizers128Neon.Narrow(TRequantizer.Apply(a0, m0, s0), TRequantizer.Apply(a1, m1, s1), TRequantizer.Apply(b0, m0, s0), TRequantizer.Apply(b1, m1, s1), zeroPoint);
        DepthwiseOutput128.Store(both.GetLower(), isCut, t, output0, left);
        DepthwiseOutput128.Store(both.GetUpper(), isCut, t, output1, left);
    }
}
