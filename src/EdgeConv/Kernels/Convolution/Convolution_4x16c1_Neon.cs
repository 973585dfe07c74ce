using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using EdgeConv.Kernels.Numerics;
using EdgeConv.Kernels.Requantizers;

namespace EdgeConv.Kernels.Convolution;

/// <summary>
/// Four positions by sixteen channels, a product a step, for few products on cores without dot product: SMLAL of widened weights with an input value picked from a vector of eight.
/// Sums are of 32 bits from the first product on, whatever the weights, and each lane is a channel's sum: nothing is filled up to sixteen products, and nothing added across at the end.
/// </summary>
/// <remarks>
/// A multiplication makes four products where SMULL makes eight, so that deep sums are for <see cref="Convolution_2x8c16_Neon"/>. For 256 positions and 16 channels a Cortex-A72
/// takes, as thousand instructions and cycles (counted, and by llvm-mca): 3 products 24 and 15 here, 40 and 21 there; 9 products 28 and 19, 42 and 24; 12 products 33 and 24, 40
/// and 23; 16 products with a weight of -128 36 and 26, 53 and 29; 24 such 49 and 37, 62 and 34. Weights are loaded and widened while those before them are multiplied, in the order
/// that cores which issue in order want. Registers: sixteen accumulators, four of inputs, the rest of weights. Upper halves go first: the compiler takes a lower half for a copy
/// of the vector while that is still wanted.
/// </remarks>
internal readonly unsafe struct Convolution_4x16c1_Neon : IConvolutionTile
{
    /// <inheritdoc/>
    public static int Rows => 4;

    /// <inheritdoc/>
    public static PackedLayout Layout { get; } = new(16, 1);

    /// <summary>Why a convolution is left to other kernels.</summary>
    public static string? Refusal(in ConvolutionArguments a)
    {
        const int Few = 11;
        const int FewOfAnyWeight = 16;
        ref readonly var g = ref a.Geometry;
        var products = (long)g.FilterHeight * g.FilterWidth * (g.InputChannels / a.Groups);
        return ConvolutionDriver<Convolution_4x16c1_Neon>.Refusal(in a)
            ?? (products > (a.LeastWeight == sbyte.MinValue ? FewOfAnyWeight : Few) ? "so many products take fewer multiplications eight at a time"
            : g.Batches * g.OutputHeight * g.OutputWidth < Rows ? "there are fewer positions than its tile has"
            : (g.OutputChannels / a.Groups - 1) % Layout.Channels < Layout.Channels / 2 ? "half of its last channels would be none"
            : null);
    }

    /// <inheritdoc/>
    public static delegate*<TileArguments*, void> Entry(Requantization requantization) => requantization switch
    {
        Requantization.ExactRightPositive => &Run<Requantizers128Neon.ExactRightPositive>,
        Requantization.ExactRight => &Run<Requantizers128Neon.ExactRight>,
        Requantization.Float => &Run<Requantizers128Neon.Float>,
        _ => &Run<Requantizers128Neon.Exact>,
    };

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Run<TRequantizer>(TileArguments* t)
        where TRequantizer : struct, IRequantizer128
    {
        var isCut = !t->IsWhole;
        for (; t->Tiles != 0; TileArguments.MoveOn(t, 4))
        {
            var packed = (sbyte*)t->Packed;
            var isCorrected = (t->Corrections[0] | t->Corrections[1] | t->Corrections[2] | t->Corrections[3]) != 0;
            var o0 = t->Outputs[0];
            var o1 = t->Outputs[1];
            var o2 = t->Outputs[2];
            var o3 = t->Outputs[3];
            var eightSteps = t->Steps >> 3;
            var left = t->Steps & 7;
            for (var room = t->Channels; room > 0; room -= 16)
            {
                var header = (int*)packed;
                var (b0, b1, b2, b3) = (AdvSimd.LoadVector128(header), AdvSimd.LoadVector128(header + 4), AdvSimd.LoadVector128(header + 8), AdvSimd.LoadVector128(header + 12));
                var (c00, c01, c02, c03) = (b0, b1, b2, b3);
                var (c10, c11, c12, c13) = (b0, b1, b2, b3);
                var (c20, c21, c22, c23) = (b0, b1, b2, b3);
                var (c30, c31, c32, c33) = (b0, b1, b2, b3);
                if (isCorrected)
                {
                    var correction = Vector128.Create(t->Corrections[0]);
                    c00 += correction;
                    c01 += correction;
                    c02 += correction;
                    c03 += correction;
                    correction = Vector128.Create(t->Corrections[1]);
                    c10 += correction;
                    c11 += correction;
                    c12 += correction;
                    c13 += correction;
                    correction = Vector128.Create(t->Corrections[2]);
                    c20 += correction;
                    c21 += correction;
                    c22 += correction;
                    c23 += correction;
                    correction = Vector128.Create(t->Corrections[3]);
                    c30 += correction;
                    c31 += correction;
                    c32 += correction;
                    c33 += correction;
                }

                packed += 3 * 16 * sizeof(int);
                var rows = t->Rows;
                for (var tap = t->Taps; tap != 0; tap--)
                {
                    var r0 = rows[0];
                    var r1 = rows[1];
                    var r2 = rows[2];
                    var r3 = rows[3];
                    rows += 4;
                    for (var eights = eightSteps; eights != 0; eights--)
                    {
                        var w0 = AdvSimd.LoadVector128(packed);
                        var a0 = AdvSimd.LoadVector64(r0);
                        r0 += 8;
                        var a1 = AdvSimd.LoadVector64(r1);
                        r1 += 8;
                        var a2 = AdvSimd.LoadVector64(r2);
                        r2 += 8;
                        var a3 = AdvSimd.LoadVector64(r3);
                        r3 += 8;
                        var x0 = AdvSimd.SignExtendWideningLower(a0);
                        var x1 = AdvSimd.SignExtendWideningLower(a1);
                        var x2 = AdvSimd.SignExtendWideningLower(a2);
                        var x3 = AdvSimd.SignExtendWideningLower(a3);
                        var u0 = AdvSimd.SignExtendWideningUpper(w0);
                        var l0 = AdvSimd.SignExtendWideningLower(w0.GetLower());
                        var w1 = AdvSimd.LoadVector128(packed + 16);
                        c03 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c03, u0, x0, 0);
                        c13 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c13, u0, x1, 0);
                        c23 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c23, u0, x2, 0);
                        c33 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c33, u0, x3, 0);
                        var u1 = AdvSimd.SignExtendWideningUpper(w1);
                        c01 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c01, l0, x0, 0);
                        c11 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c11, l0, x1, 0);
                        c21 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c21, l0, x2, 0);
                        c31 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c31, l0, x3, 0);
                        var l1 = AdvSimd.SignExtendWideningLower(w1.GetLower());
                        var g0 = u0.GetLower();
                        c02 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c02, g0, x0, 0);
                        c12 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c12, g0, x1, 0);
                        c22 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c22, g0, x2, 0);
                        c32 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c32, g0, x3, 0);
                        var h0 = l0.GetLower();
                        c00 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c00, h0, x0, 0);
                        c10 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c10, h0, x1, 0);
                        c20 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c20, h0, x2, 0);
                        c30 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c30, h0, x3, 0);
                        var w2 = AdvSimd.LoadVector128(packed + 32);
                        c03 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c03, u1, x0, 1);
                        c13 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c13, u1, x1, 1);
                        c23 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c23, u1, x2, 1);
                        c33 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c33, u1, x3, 1);
                        var u2 = AdvSimd.SignExtendWideningUpper(w2);
                        c01 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c01, l1, x0, 1);
                        c11 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c11, l1, x1, 1);
                        c21 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c21, l1, x2, 1);
                        c31 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c31, l1, x3, 1);
                        var l2 = AdvSimd.SignExtendWideningLower(w2.GetLower());
                        var g1 = u1.GetLower();
                        c02 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c02, g1, x0, 1);
                        c12 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c12, g1, x1, 1);
                        c22 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c22, g1, x2, 1);
                        c32 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c32, g1, x3, 1);
                        var h1 = l1.GetLower();
                        c00 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c00, h1, x0, 1);
                        c10 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c10, h1, x1, 1);
                        c20 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c20, h1, x2, 1);
                        c30 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c30, h1, x3, 1);
                        var w3 = AdvSimd.LoadVector128(packed + 48);
                        c03 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c03, u2, x0, 2);
                        c13 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c13, u2, x1, 2);
                        c23 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c23, u2, x2, 2);
                        c33 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c33, u2, x3, 2);
                        var u3 = AdvSimd.SignExtendWideningUpper(w3);
                        c01 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c01, l2, x0, 2);
                        c11 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c11, l2, x1, 2);
                        c21 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c21, l2, x2, 2);
                        c31 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c31, l2, x3, 2);
                        var l3 = AdvSimd.SignExtendWideningLower(w3.GetLower());
                        var g2 = u2.GetLower();
                        c02 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c02, g2, x0, 2);
                        c12 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c12, g2, x1, 2);
                        c22 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c22, g2, x2, 2);
                        c32 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c32, g2, x3, 2);
                        var h2 = l2.GetLower();
                        c00 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c00, h2, x0, 2);
                        c10 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c10, h2, x1, 2);
                        c20 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c20, h2, x2, 2);
                        c30 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c30, h2, x3, 2);
                        var w4 = AdvSimd.LoadVector128(packed + 64);
                        c03 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c03, u3, x0, 3);
                        c13 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c13, u3, x1, 3);
                        c23 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c23, u3, x2, 3);
                        c33 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c33, u3, x3, 3);
                        var u4 = AdvSimd.SignExtendWideningUpper(w4);
                        c01 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c01, l3, x0, 3);
                        c11 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c11, l3, x1, 3);
                        c21 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c21, l3, x2, 3);
                        c31 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c31, l3, x3, 3);
                        var l4 = AdvSimd.SignExtendWideningLower(w4.GetLower());
                        var g3 = u3.GetLower();
                        c02 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c02, g3, x0, 3);
                        c12 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c12, g3, x1, 3);
                        c22 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c22, g3, x2, 3);
                        c32 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c32, g3, x3, 3);
                        var h3 = l3.GetLower();
                        c00 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c00, h3, x0, 3);
                        c10 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c10, h3, x1, 3);
                        c20 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c20, h3, x2, 3);
                        c30 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c30, h3, x3, 3);
                        var w5 = AdvSimd.LoadVector128(packed + 80);
                        c03 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c03, u4, x0, 4);
                        c13 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c13, u4, x1, 4);
                        c23 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c23, u4, x2, 4);
                        c33 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c33, u4, x3, 4);
                        var u5 = AdvSimd.SignExtendWideningUpper(w5);
                        c01 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c01, l4, x0, 4);
                        c11 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c11, l4, x1, 4);
                        c21 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c21, l4, x2, 4);
                        c31 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c31, l4, x3, 4);
                        var l5 = AdvSimd.SignExtendWideningLower(w5.GetLower());
                        var g4 = u4.GetLower();
                        c02 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c02, g4, x0, 4);
                        c12 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c12, g4, x1, 4);
                        c22 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c22, g4, x2, 4);
                        c32 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c32, g4, x3, 4);
                        var h4 = l4.GetLower();
                        c00 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c00, h4, x0, 4);
                        c10 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c10, h4, x1, 4);
                        c20 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c20, h4, x2, 4);
                        c30 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c30, h4, x3, 4);
                        var w6 = AdvSimd.LoadVector128(packed + 96);
                        c03 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c03, u5, x0, 5);
                        c13 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c13, u5, x1, 5);
                        c23 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c23, u5, x2, 5);
                        c33 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c33, u5, x3, 5);
                        var u6 = AdvSimd.SignExtendWideningUpper(w6);
                        c01 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c01, l5, x0, 5);
                        c11 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c11, l5, x1, 5);
                        c21 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c21, l5, x2, 5);
                        c31 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c31, l5, x3, 5);
                        var l6 = AdvSimd.SignExtendWideningLower(w6.GetLower());
                        var g5 = u5.GetLower();
                        c02 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c02, g5, x0, 5);
                        c12 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c12, g5, x1, 5);
                        c22 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c22, g5, x2, 5);
                        c32 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c32, g5, x3, 5);
                        var h5 = l5.GetLower();
                        c00 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c00, h5, x0, 5);
                        c10 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c10, h5, x1, 5);
                        c20 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c20, h5, x2, 5);
                        c30 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c30, h5, x3, 5);
                        var w7 = AdvSimd.LoadVector128(packed + 112);
                        c03 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c03, u6, x0, 6);
                        c13 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c13, u6, x1, 6);
                        c23 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c23, u6, x2, 6);
                        c33 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c33, u6, x3, 6);
                        var u7 = AdvSimd.SignExtendWideningUpper(w7);
                        c01 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c01, l6, x0, 6);
                        c11 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c11, l6, x1, 6);
                        c21 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c21, l6, x2, 6);
                        c31 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c31, l6, x3, 6);
                        var l7 = AdvSimd.SignExtendWideningLower(w7.GetLower());
                        var g6 = u6.GetLower();
                        c02 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c02, g6, x0, 6);
                        c12 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c12, g6, x1, 6);
                        c22 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c22, g6, x2, 6);
                        c32 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c32, g6, x3, 6);
                        var h6 = l6.GetLower();
                        c00 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c00, h6, x0, 6);
                        c10 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c10, h6, x1, 6);
                        c20 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c20, h6, x2, 6);
                        c30 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c30, h6, x3, 6);
                        packed += 128;
                        c03 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c03, u7, x0, 7);
                        c13 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c13, u7, x1, 7);
                        c23 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c23, u7, x2, 7);
                        c33 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c33, u7, x3, 7);
                        c01 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c01, l7, x0, 7);
                        c11 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c11, l7, x1, 7);
                        c21 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c21, l7, x2, 7);
                        c31 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c31, l7, x3, 7);
                        var g7 = u7.GetLower();
                        c02 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c02, g7, x0, 7);
                        c12 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c12, g7, x1, 7);
                        c22 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c22, g7, x2, 7);
                        c32 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c32, g7, x3, 7);
                        var h7 = l7.GetLower();
                        c00 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c00, h7, x0, 7);
                        c10 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c10, h7, x1, 7);
                        c20 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c20, h7, x2, 7);
                        c30 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c30, h7, x3, 7);
                    }

                    if (left == 0)
                        continue;
                    if ((left & 4) != 0)
                    {
                        var w0 = AdvSimd.LoadVector128(packed);
                        var a0 = AdvSimd.LoadVector64(r0);
                        r0 += 4;
                        var a1 = AdvSimd.LoadVector64(r1);
                        r1 += 4;
                        var a2 = AdvSimd.LoadVector64(r2);
                        r2 += 4;
                        var a3 = AdvSimd.LoadVector64(r3);
                        r3 += 4;
                        var x0 = AdvSimd.SignExtendWideningLower(a0);
                        var x1 = AdvSimd.SignExtendWideningLower(a1);
                        var x2 = AdvSimd.SignExtendWideningLower(a2);
                        var x3 = AdvSimd.SignExtendWideningLower(a3);
                        var u0 = AdvSimd.SignExtendWideningUpper(w0);
                        var l0 = AdvSimd.SignExtendWideningLower(w0.GetLower());
                        var w1 = AdvSimd.LoadVector128(packed + 16);
                        c03 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c03, u0, x0, 0);
                        c13 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c13, u0, x1, 0);
                        c23 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c23, u0, x2, 0);
                        c33 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c33, u0, x3, 0);
                        var u1 = AdvSimd.SignExtendWideningUpper(w1);
                        c01 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c01, l0, x0, 0);
                        c11 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c11, l0, x1, 0);
                        c21 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c21, l0, x2, 0);
                        c31 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c31, l0, x3, 0);
                        var l1 = AdvSimd.SignExtendWideningLower(w1.GetLower());
                        var g0 = u0.GetLower();
                        c02 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c02, g0, x0, 0);
                        c12 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c12, g0, x1, 0);
                        c22 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c22, g0, x2, 0);
                        c32 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c32, g0, x3, 0);
                        var h0 = l0.GetLower();
                        c00 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c00, h0, x0, 0);
                        c10 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c10, h0, x1, 0);
                        c20 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c20, h0, x2, 0);
                        c30 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c30, h0, x3, 0);
                        var w2 = AdvSimd.LoadVector128(packed + 32);
                        c03 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c03, u1, x0, 1);
                        c13 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c13, u1, x1, 1);
                        c23 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c23, u1, x2, 1);
                        c33 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c33, u1, x3, 1);
                        var u2 = AdvSimd.SignExtendWideningUpper(w2);
                        c01 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c01, l1, x0, 1);
                        c11 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c11, l1, x1, 1);
                        c21 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c21, l1, x2, 1);
                        c31 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c31, l1, x3, 1);
                        var l2 = AdvSimd.SignExtendWideningLower(w2.GetLower());
                        var g1 = u1.GetLower();
                        c02 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c02, g1, x0, 1);
                        c12 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c12, g1, x1, 1);
                        c22 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c22, g1, x2, 1);
                        c32 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c32, g1, x3, 1);
                        var h1 = l1.GetLower();
                        c00 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c00, h1, x0, 1);
                        c10 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c10, h1, x1, 1);
                        c20 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c20, h1, x2, 1);
                        c30 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c30, h1, x3, 1);
                        var w3 = AdvSimd.LoadVector128(packed + 48);
                        c03 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c03, u2, x0, 2);
                        c13 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c13, u2, x1, 2);
                        c23 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c23, u2, x2, 2);
                        c33 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c33, u2, x3, 2);
                        var u3 = AdvSimd.SignExtendWideningUpper(w3);
                        c01 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c01, l2, x0, 2);
                        c11 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c11, l2, x1, 2);
                        c21 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c21, l2, x2, 2);
                        c31 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c31, l2, x3, 2);
                        var l3 = AdvSimd.SignExtendWideningLower(w3.GetLower());
                        var g2 = u2.GetLower();
                        c02 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c02, g2, x0, 2);
                        c12 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c12, g2, x1, 2);
                        c22 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c22, g2, x2, 2);
                        c32 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c32, g2, x3, 2);
                        var h2 = l2.GetLower();
                        c00 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c00, h2, x0, 2);
                        c10 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c10, h2, x1, 2);
                        c20 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c20, h2, x2, 2);
                        c30 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c30, h2, x3, 2);
                        packed += 64;
                        c03 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c03, u3, x0, 3);
                        c13 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c13, u3, x1, 3);
                        c23 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c23, u3, x2, 3);
                        c33 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c33, u3, x3, 3);
                        c01 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c01, l3, x0, 3);
                        c11 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c11, l3, x1, 3);
                        c21 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c21, l3, x2, 3);
                        c31 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c31, l3, x3, 3);
                        var g3 = u3.GetLower();
                        c02 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c02, g3, x0, 3);
                        c12 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c12, g3, x1, 3);
                        c22 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c22, g3, x2, 3);
                        c32 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c32, g3, x3, 3);
                        var h3 = l3.GetLower();
                        c00 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c00, h3, x0, 3);
                        c10 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c10, h3, x1, 3);
                        c20 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c20, h3, x2, 3);
                        c30 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c30, h3, x3, 3);
                    }

                    for (var single = left & 3; single != 0; single--)
                    {
                        var w0 = AdvSimd.LoadVector128(packed);
                        var x0 = Vector128.Create((short)*r0++);
                        var x1 = Vector128.Create((short)*r1++);
                        var x2 = Vector128.Create((short)*r2++);
                        var x3 = Vector128.Create((short)*r3++);
                        var u0 = AdvSimd.SignExtendWideningUpper(w0);
                        var l0 = AdvSimd.SignExtendWideningLower(w0.GetLower());
                        packed += 16;
                        c03 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c03, u0, x0, 0);
                        c13 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c13, u0, x1, 0);
                        c23 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c23, u0, x2, 0);
                        c33 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c33, u0, x3, 0);
                        c01 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c01, l0, x0, 0);
                        c11 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c11, l0, x1, 0);
                        c21 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c21, l0, x2, 0);
                        c31 = AdvSimd.MultiplyBySelectedScalarWideningUpperAndAdd(c31, l0, x3, 0);
                        var g0 = u0.GetLower();
                        c02 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c02, g0, x0, 0);
                        c12 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c12, g0, x1, 0);
                        c22 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c22, g0, x2, 0);
                        c32 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c32, g0, x3, 0);
                        var h0 = l0.GetLower();
                        c00 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c00, h0, x0, 0);
                        c10 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c10, h0, x1, 0);
                        c20 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c20, h0, x2, 0);
                        c30 = AdvSimd.MultiplyBySelectedScalarWideningLowerAndAdd(c30, h0, x3, 0);
                    }
                }

                TileEnd4x16Neon.Store<TRequantizer>(
                    t, header, isCut, room, ref o0, ref o1, ref o2, ref o3, c00, c01, c02, c03,
                    c10, c11, c12, c13, c20, c21, c22, c23, c30, c31, c32, c33);
            }
        }
    }
}
