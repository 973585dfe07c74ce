using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using EdgeConv.Kernels.Numerics;
using EdgeConv.Kernels.Requantizers;

namespace EdgeConv.Kernels.Convolution;

/// <summary>
/// Two positions by eight channels, sixteen products a step, for cores without dot product. SMULL2 and SMLAL sum two products in 16 bits
/// (two of -128 by -128 do not fit, hence the refusal), SADALP adds pairs of sums to 32.
/// </summary>
/// <remarks>
/// The products of two channels by two positions stand together, and those before them are added to their accumulators between a product's first half and its second: the order in
/// which cores that issue in order wait least; the compiler keeps it. Registers: sixteen accumulators, eight sums on their way, two of inputs and their lower halves, four of
/// weights. A step of sixteen takes vectors whole, where two of eight would load half vectors, at twice the instructions. Upper halves go first: the compiler takes a lower half
/// for a copy of the vector while that is still wanted. Inputs are found from a distance that also counts the steps: a load that moves its pointer holds such cores up.
/// Weights and products are variables of their block, as the compiler likes to give a variable the register it had in another block, and copies what stands there already.
/// For the same reason the usual start stands in the else branch, which the compiler puts first.
/// </remarks>
internal readonly unsafe struct Convolution_2x8c16_Neon : IConvolutionTile
{
    /// <inheritdoc/>
    public static int Rows => 2;

    /// <inheritdoc/>
    public static PackedLayout Layout { get; } = new(8, 16);

    /// <summary>Why a convolution is left to other kernels.</summary>
    public static string? Refusal(in ConvolutionArguments a) =>
        a.LeastWeight == sbyte.MinValue ? "a weight is -128: two products may not fit 16 bits" : ConvolutionDriver<Convolution_2x8c16_Neon>.Refusal(in a);

    /// <inheritdoc/>
    public static delegate*<TileArguments*, void> Entry(Requantization requantization) => Entry<TwoProducts>(requantization);

    /// <summary>The leaf method for a kind of requantization and a kind of sums.</summary>
    public static delegate*<TileArguments*, void> Entry<TSums>(Requantization requantization)
        where TSums : struct, IProductSums => requantization switch
        {
            Requantization.ExactRightPositive => &Run<Requantizers128Neon.ExactRightPositive, TSums>,
            Requantization.ExactRight => &Run<Requantizers128Neon.ExactRight, TSums>,
            Requantization.Float => &Run<Requantizers128Neon.Float, TSums>,
            _ => &Run<Requantizers128Neon.Exact, TSums>,
        };

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Run<TRequantizer, TSums>(TileArguments* t)
        where TRequantizer : struct, IRequantizer128
        where TSums : struct, IProductSums
    {
        var isCut = !t->IsWhole;
        for (; t->Tiles != 0; TileArguments.MoveOn(t, 2))
        {
            var packed = (sbyte*)t->Packed;
            var o0 = t->Outputs[0];
            var o1 = t->Outputs[1];
            // A last step of which half is enough takes half the work.
            nint start = -((t->Depth + 7) & ~15);
            var half = (t->Depth + 7) & 8;
            var startsAfresh = TSums.AreOfTwo && start != 0 && (t->Corrections[0] | t->Corrections[1]) == 0;
            var taps = t->Taps;
            for (var room = t->Channels; room > 0; room -= 8)
            {
                var header = packed;
                packed += 3 * 8 * sizeof(int);
                var rows = t->Rows;
                // Behind the last whole step: its distance counts the steps, too.
                var r0 = rows[0] - start;
                var r1 = rows[1] - start;
                Vector128<sbyte> x0, x1;
                Vector128<int> c00, c01, c02, c03, c04, c05, c06, c07;
                Vector128<int> c10, c11, c12, c13, c14, c15, c16, c17;
                var at = start;
                if (!startsAfresh)
                {
                    // Four lanes become one channel: one of them brings the correction.
                    c00 = c01 = c02 = c03 = c04 = c05 = c06 = c07 = Vector128.CreateScalar(t->Corrections[0]);
                    c10 = c11 = c12 = c13 = c14 = c15 = c16 = c17 = Vector128.CreateScalar(t->Corrections[1]);
                }
                else
                {
                    // The first sums are accumulators as they are: nothing to set to zero.
                    x0 = AdvSimd.LoadVector128(r0 + at);
                    x1 = AdvSimd.LoadVector128(r1 + at);
                    var w0 = AdvSimd.LoadVector128(packed);
                    var w1 = AdvSimd.LoadVector128(packed + 16);
                    var p0 = AdvSimd.MultiplyWideningUpper(w0, x0);
                    var p1 = AdvSimd.MultiplyWideningUpper(w0, x1);
                    var p2 = AdvSimd.MultiplyWideningUpper(w1, x0);
                    var p3 = AdvSimd.MultiplyWideningUpper(w1, x1);
                    var w2 = AdvSimd.LoadVector128(packed + 32);
                    var w3 = AdvSimd.LoadVector128(packed + 48);
                    var y0 = x0.GetLower();
                    var y1 = x1.GetLower();
                    var h0 = w0.GetLower();
                    p0 = AdvSimd.MultiplyWideningLowerAndAdd(p0, h0, y0);
                    p1 = AdvSimd.MultiplyWideningLowerAndAdd(p1, h0, y1);
                    var h1 = w1.GetLower();
                    p2 = AdvSimd.MultiplyWideningLowerAndAdd(p2, h1, y0);
                    p3 = AdvSimd.MultiplyWideningLowerAndAdd(p3, h1, y1);
                    var q0 = AdvSimd.MultiplyWideningUpper(w2, x0);
                    var q1 = AdvSimd.MultiplyWideningUpper(w2, x1);
                    var q2 = AdvSimd.MultiplyWideningUpper(w3, x0);
                    var q3 = AdvSimd.MultiplyWideningUpper(w3, x1);
                    var w4 = AdvSimd.LoadVector128(packed + 64);
                    var w5 = AdvSimd.LoadVector128(packed + 80);
                    c00 = AdvSimd.AddPairwiseWidening(p0);
                    c10 = AdvSimd.AddPairwiseWidening(p1);
                    c01 = AdvSimd.AddPairwiseWidening(p2);
                    c11 = AdvSimd.AddPairwiseWidening(p3);
                    var h2 = w2.GetLower();
                    q0 = AdvSimd.MultiplyWideningLowerAndAdd(q0, h2, y0);
                    q1 = AdvSimd.MultiplyWideningLowerAndAdd(q1, h2, y1);
                    var h3 = w3.GetLower();
                    q2 = AdvSimd.MultiplyWideningLowerAndAdd(q2, h3, y0);
                    q3 = AdvSimd.MultiplyWideningLowerAndAdd(q3, h3, y1);
                    p0 = AdvSimd.MultiplyWideningUpper(w4, x0);
                    p1 = AdvSimd.MultiplyWideningUpper(w4, x1);
                    p2 = AdvSimd.MultiplyWideningUpper(w5, x0);
                    p3 = AdvSimd.MultiplyWideningUpper(w5, x1);
                    var w6 = AdvSimd.LoadVector128(packed + 96);
                    var w7 = AdvSimd.LoadVector128(packed + 112);
                    at += 16;
                    c02 = AdvSimd.AddPairwiseWidening(q0);
                    c12 = AdvSimd.AddPairwiseWidening(q1);
                    c03 = AdvSimd.AddPairwiseWidening(q2);
                    c13 = AdvSimd.AddPairwiseWidening(q3);
                    var h4 = w4.GetLower();
                    p0 = AdvSimd.MultiplyWideningLowerAndAdd(p0, h4, y0);
                    p1 = AdvSimd.MultiplyWideningLowerAndAdd(p1, h4, y1);
                    var h5 = w5.GetLower();
                    p2 = AdvSimd.MultiplyWideningLowerAndAdd(p2, h5, y0);
                    p3 = AdvSimd.MultiplyWideningLowerAndAdd(p3, h5, y1);
                    q0 = AdvSimd.MultiplyWideningUpper(w6, x0);
                    q1 = AdvSimd.MultiplyWideningUpper(w6, x1);
                    q2 = AdvSimd.MultiplyWideningUpper(w7, x0);
                    q3 = AdvSimd.MultiplyWideningUpper(w7, x1);
                    packed += 128;
                    c04 = AdvSimd.AddPairwiseWidening(p0);
                    c14 = AdvSimd.AddPairwiseWidening(p1);
                    c05 = AdvSimd.AddPairwiseWidening(p2);
                    c15 = AdvSimd.AddPairwiseWidening(p3);
                    var h6 = w6.GetLower();
                    q0 = AdvSimd.MultiplyWideningLowerAndAdd(q0, h6, y0);
                    q1 = AdvSimd.MultiplyWideningLowerAndAdd(q1, h6, y1);
                    var h7 = w7.GetLower();
                    q2 = AdvSimd.MultiplyWideningLowerAndAdd(q2, h7, y0);
                    q3 = AdvSimd.MultiplyWideningLowerAndAdd(q3, h7, y1);
                    c06 = AdvSimd.AddPairwiseWidening(q0);
                    c16 = AdvSimd.AddPairwiseWidening(q1);
                    c07 = AdvSimd.AddPairwiseWidening(q2);
                    c17 = AdvSimd.AddPairwiseWidening(q3);
                }

                for (var tap = taps; ;)
                {
                    if (at != 0)
                    {
                        do
                        {
                            x0 = AdvSimd.LoadVector128(r0 + at);
                            x1 = AdvSimd.LoadVector128(r1 + at);
                            var w0 = AdvSimd.LoadVector128(packed);
                            var w1 = AdvSimd.LoadVector128(packed + 16);
                            var p0 = AdvSimd.MultiplyWideningUpper(w0, x0);
                            var p1 = AdvSimd.MultiplyWideningUpper(w0, x1);
                            var p2 = AdvSimd.MultiplyWideningUpper(w1, x0);
                            var p3 = AdvSimd.MultiplyWideningUpper(w1, x1);
                            var w2 = AdvSimd.LoadVector128(packed + 32);
                            var w3 = AdvSimd.LoadVector128(packed + 48);
                            var y0 = x0.GetLower();
                            var y1 = x1.GetLower();
                            var h0 = w0.GetLower();
                            c00 = TSums.First(c00, p0);
                            p0 = TSums.Second(p0, h0, y0);
                            c10 = TSums.First(c10, p1);
                            p1 = TSums.Second(p1, h0, y1);
                            var h1 = w1.GetLower();
                            c01 = TSums.First(c01, p2);
                            p2 = TSums.Second(p2, h1, y0);
                            c11 = TSums.First(c11, p3);
                            p3 = TSums.Second(p3, h1, y1);
                            var q0 = AdvSimd.MultiplyWideningUpper(w2, x0);
                            var q1 = AdvSimd.MultiplyWideningUpper(w2, x1);
                            var q2 = AdvSimd.MultiplyWideningUpper(w3, x0);
                            var q3 = AdvSimd.MultiplyWideningUpper(w3, x1);
                            var w4 = AdvSimd.LoadVector128(packed + 64);
                            var w5 = AdvSimd.LoadVector128(packed + 80);
                            c00 = AdvSimd.AddPairwiseWideningAndAdd(c00, p0);
                            c10 = AdvSimd.AddPairwiseWideningAndAdd(c10, p1);
                            c01 = AdvSimd.AddPairwiseWideningAndAdd(c01, p2);
                            c11 = AdvSimd.AddPairwiseWideningAndAdd(c11, p3);
                            var h2 = w2.GetLower();
                            c02 = TSums.First(c02, q0);
                            q0 = TSums.Second(q0, h2, y0);
                            c12 = TSums.First(c12, q1);
                            q1 = TSums.Second(q1, h2, y1);
                            var h3 = w3.GetLower();
                            c03 = TSums.First(c03, q2);
                            q2 = TSums.Second(q2, h3, y0);
                            c13 = TSums.First(c13, q3);
                            q3 = TSums.Second(q3, h3, y1);
                            p0 = AdvSimd.MultiplyWideningUpper(w4, x0);
                            p1 = AdvSimd.MultiplyWideningUpper(w4, x1);
                            p2 = AdvSimd.MultiplyWideningUpper(w5, x0);
                            p3 = AdvSimd.MultiplyWideningUpper(w5, x1);
                            var w6 = AdvSimd.LoadVector128(packed + 96);
                            var w7 = AdvSimd.LoadVector128(packed + 112);
                            at += 16;
                            c02 = AdvSimd.AddPairwiseWideningAndAdd(c02, q0);
                            c12 = AdvSimd.AddPairwiseWideningAndAdd(c12, q1);
                            c03 = AdvSimd.AddPairwiseWideningAndAdd(c03, q2);
                            c13 = AdvSimd.AddPairwiseWideningAndAdd(c13, q3);
                            var h4 = w4.GetLower();
                            c04 = TSums.First(c04, p0);
                            p0 = TSums.Second(p0, h4, y0);
                            c14 = TSums.First(c14, p1);
                            p1 = TSums.Second(p1, h4, y1);
                            var h5 = w5.GetLower();
                            c05 = TSums.First(c05, p2);
                            p2 = TSums.Second(p2, h5, y0);
                            c15 = TSums.First(c15, p3);
                            p3 = TSums.Second(p3, h5, y1);
                            q0 = AdvSimd.MultiplyWideningUpper(w6, x0);
                            q1 = AdvSimd.MultiplyWideningUpper(w6, x1);
                            q2 = AdvSimd.MultiplyWideningUpper(w7, x0);
                            q3 = AdvSimd.MultiplyWideningUpper(w7, x1);
                            packed += 128;
                            c04 = AdvSimd.AddPairwiseWideningAndAdd(c04, p0);
                            c14 = AdvSimd.AddPairwiseWideningAndAdd(c14, p1);
                            c05 = AdvSimd.AddPairwiseWideningAndAdd(c05, p2);
                            c15 = AdvSimd.AddPairwiseWideningAndAdd(c15, p3);
                            var h6 = w6.GetLower();
                            c06 = TSums.First(c06, q0);
                            q0 = TSums.Second(q0, h6, y0);
                            c16 = TSums.First(c16, q1);
                            q1 = TSums.Second(q1, h6, y1);
                            var h7 = w7.GetLower();
                            c07 = TSums.First(c07, q2);
                            q2 = TSums.Second(q2, h7, y0);
                            c17 = TSums.First(c17, q3);
                            q3 = TSums.Second(q3, h7, y1);
                            c06 = AdvSimd.AddPairwiseWideningAndAdd(c06, q0);
                            c16 = AdvSimd.AddPairwiseWideningAndAdd(c16, q1);
                            c07 = AdvSimd.AddPairwiseWideningAndAdd(c07, q2);
                            c17 = AdvSimd.AddPairwiseWideningAndAdd(c17, q3);
                        }
                        while (at != 0);
                    }

                    if (half != 0)
                    {
                        var y0 = AdvSimd.LoadVector64(r0);
                        var y1 = AdvSimd.LoadVector64(r1);
                        var w0 = AdvSimd.LoadVector128(packed);
                        var w1 = AdvSimd.LoadVector128(packed + 16);
                        var h0 = w0.GetLower();
                        var p0 = AdvSimd.MultiplyWideningLower(h0, y0);
                        var w2 = AdvSimd.LoadVector128(packed + 32);
                        var w3 = AdvSimd.LoadVector128(packed + 48);
                        var p1 = AdvSimd.MultiplyWideningLower(h0, y1);
                        var h1 = w1.GetLower();
                        var p2 = AdvSimd.MultiplyWideningLower(h1, y0);
                        c00 = AdvSimd.AddPairwiseWideningAndAdd(c00, p0);
                        var p3 = AdvSimd.MultiplyWideningLower(h1, y1);
                        c10 = AdvSimd.AddPairwiseWideningAndAdd(c10, p1);
                        var h2 = w2.GetLower();
                        var p4 = AdvSimd.MultiplyWideningLower(h2, y0);
                        var w4 = AdvSimd.LoadVector128(packed + 64);
                        var w5 = AdvSimd.LoadVector128(packed + 80);
                        c01 = AdvSimd.AddPairwiseWideningAndAdd(c01, p2);
                        p0 = AdvSimd.MultiplyWideningLower(h2, y1);
                        c11 = AdvSimd.AddPairwiseWideningAndAdd(c11, p3);
                        var h3 = w3.GetLower();
                        p1 = AdvSimd.MultiplyWideningLower(h3, y0);
                        c02 = AdvSimd.AddPairwiseWideningAndAdd(c02, p4);
                        p2 = AdvSimd.MultiplyWideningLower(h3, y1);
                        c12 = AdvSimd.AddPairwiseWideningAndAdd(c12, p0);
                        var h4 = w4.GetLower();
                        p3 = AdvSimd.MultiplyWideningLower(h4, y0);
                        var w6 = AdvSimd.LoadVector128(packed + 96);
                        var w7 = AdvSimd.LoadVector128(packed + 112);
                        packed += 128;
                        c03 = AdvSimd.AddPairwiseWideningAndAdd(c03, p1);
                        p4 = AdvSimd.MultiplyWideningLower(h4, y1);
                        c13 = AdvSimd.AddPairwiseWideningAndAdd(c13, p2);
                        var h5 = w5.GetLower();
                        p0 = AdvSimd.MultiplyWideningLower(h5, y0);
                        c04 = AdvSimd.AddPairwiseWideningAndAdd(c04, p3);
                        p1 = AdvSimd.MultiplyWideningLower(h5, y1);
                        c14 = AdvSimd.AddPairwiseWideningAndAdd(c14, p4);
                        var h6 = w6.GetLower();
                        p2 = AdvSimd.MultiplyWideningLower(h6, y0);
                        c05 = AdvSimd.AddPairwiseWideningAndAdd(c05, p0);
                        p3 = AdvSimd.MultiplyWideningLower(h6, y1);
                        c15 = AdvSimd.AddPairwiseWideningAndAdd(c15, p1);
                        var h7 = w7.GetLower();
                        p4 = AdvSimd.MultiplyWideningLower(h7, y0);
                        c06 = AdvSimd.AddPairwiseWideningAndAdd(c06, p2);
                        p0 = AdvSimd.MultiplyWideningLower(h7, y1);
                        c16 = AdvSimd.AddPairwiseWideningAndAdd(c16, p3);
                        c07 = AdvSimd.AddPairwiseWideningAndAdd(c07, p4);
                        c17 = AdvSimd.AddPairwiseWideningAndAdd(c17, p0);
                    }

                    if (--tap == 0)
                        break;
                    rows += 2;
                    r0 = rows[0] - start;
                    r1 = rows[1] - start;
                    at = start;
                }

                var b0 = AdvSimd.LoadVector128((int*)header);
                var b1 = AdvSimd.LoadVector128((int*)(header + 16));
                var m0 = AdvSimd.LoadVector128((int*)(header + 32));
                var m1 = AdvSimd.LoadVector128((int*)(header + 48));
                var s0 = AdvSimd.LoadVector128((int*)(header + 64));
                var s1 = AdvSimd.LoadVector128((int*)(header + 80));
                c00 = AdvSimd.Arm64.AddPairwise(c00, c01);
                c02 = AdvSimd.Arm64.AddPairwise(c02, c03);
                c04 = AdvSimd.Arm64.AddPairwise(c04, c05);
                c06 = AdvSimd.Arm64.AddPairwise(c06, c07);
                c10 = AdvSimd.Arm64.AddPairwise(c10, c11);
                c12 = AdvSimd.Arm64.AddPairwise(c12, c13);
                c14 = AdvSimd.Arm64.AddPairwise(c14, c15);
                c16 = AdvSimd.Arm64.AddPairwise(c16, c17);
                c00 = AdvSimd.Arm64.AddPairwise(c00, c02);
                c04 = AdvSimd.Arm64.AddPairwise(c04, c06);
                c10 = AdvSimd.Arm64.AddPairwise(c10, c12);
                c14 = AdvSimd.Arm64.AddPairwise(c14, c16);
                c00 += b0;
                c04 += b1;
                c10 += b0;
                c14 += b1;
                c00 = TRequantizer.Scale(c00, m0, s0);
                c04 = TRequantizer.Scale(c04, m1, s1);
                c10 = TRequantizer.Scale(c10, m0, s0);
                c14 = TRequantizer.Scale(c14, m1, s1);
                c00 = TRequantizer.Round(c00, s0);
                c10 = TRequantizer.Round(c10, s0);
                c14 = TRequantizer.Round(c14, s1);
                c04 = TRequantizer.Round(c04, s1);
                var n0 = AdvSimd.ExtractNarrowingSaturateLower(c00);
                var n1 = AdvSimd.ExtractNarrowingSaturateLower(c10);
                var words0 = AdvSimd.ExtractNarrowingSaturateUpper(n0, c04);
                var words1 = AdvSimd.ExtractNarrowingSaturateUpper(n1, c14);
                words0 = AdvSimd.AddSaturate(words0, t->ZeroPoint);
                words1 = AdvSimd.AddSaturate(words1, t->ZeroPoint);
                var values0 = AdvSimd.ExtractNarrowingSaturateLower(words0);
                var values1 = AdvSimd.ExtractNarrowingSaturateLower(words1);
                if (isCut)
                {
                    values0 = AdvSimd.Min(values0, t->Greatest.GetLower());
                    values1 = AdvSimd.Min(values1, t->Greatest.GetLower());
                    values0 = AdvSimd.Max(values0, t->Least.GetLower());
                    values1 = AdvSimd.Max(values1, t->Least.GetLower());
                }

                if (room >= 8)
                {
                    AdvSimd.Store(o0, values0);
                    o0 += 8;
                    AdvSimd.Store(o1, values1);
                    o1 += 8;
                }
                else
                {
                    AdvSimd.Store(t->Spill, values0);
                    AdvSimd.Store(t->Spill + 8, values1);
                    TileStore.Part(t->Spill, o0, room);
                    TileStore.Part(t->Spill + 8, o1, room);
                }
            }
        }
    }

    /// <summary>Two products to a sum of 16 bits.</summary>
    private readonly struct TwoProducts : IProductSums
    {
        /// <inheritdoc/>
        public static bool AreOfTwo => true;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<int> First(Vector128<int> sums, Vector128<short> products) => sums;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<short> Second(Vector128<short> products, Vector64<sbyte> weights, Vector64<sbyte> inputs) => AdvSimd.MultiplyWideningLowerAndAdd(products, weights, inputs);
    }
}
