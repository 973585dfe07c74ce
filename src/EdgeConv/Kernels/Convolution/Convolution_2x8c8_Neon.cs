using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using EdgeConv.Kernels.Numerics;
using EdgeConv.Kernels.Requantizers;

namespace EdgeConv.Kernels.Convolution;

/// <summary>
/// Two positions by eight channels, eight products a step, for cores without dot product. Two steps at a time: SMULL and SMLAL sum two products in 16 bits
/// (two of -128 by -128 do not fit, hence the refusal), SADALP adds pairs of sums to 32.
/// </summary>
/// <remarks>
/// Each accumulator's three instructions stand two accumulators apart, the order in which cores that issue in order run them without waiting; the compiler
/// keeps it. Registers: sixteen accumulators, five sums on their way, four of inputs, seven of weights.
/// </remarks>
internal readonly unsafe struct Convolution_2x8c8_Neon : IConvolutionTile
{
    /// <inheritdoc/>
    public static int Rows => 2;

    /// <inheritdoc/>
    public static PackedLayout Layout { get; } = new(8, 8);

    /// <summary>Why a convolution is left to other kernels.</summary>
    public static string? Refusal(in ConvolutionArguments a) =>
        a.LeastWeight == sbyte.MinValue ? "a weight is -128: two products may not fit 16 bits" : ConvolutionDriver<Convolution_2x8c8_Neon>.Refusal(in a);

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
        var packed = (sbyte*)t->Packed;
        var isCorrected = (t->Corrections[0] | t->Corrections[1]) != 0;
        var isCut = t->OutputMax - t->OutputMin != byte.MaxValue;
        for (var channel = 0; channel < t->Channels; channel += 8)
        {
            var header = (int*)packed;
            packed += 3 * 8 * sizeof(int);
            var rows = t->Rows;
            var r0 = rows[0];
            var r1 = rows[1];
            Vector64<sbyte> x0, y0, x1, y1, w0, w1, w2, w3, w4, w5, w6, w7, v0, v1, v2, v3, v4, v5, v6, v7;
            Vector128<short> p0, p1, p2, p3, p4;
            Vector128<int> c00, c01, c02, c03, c04, c05, c06, c07;
            Vector128<int> c10, c11, c12, c13, c14, c15, c16, c17;
            var pairs = TSums.AreOfTwo ? t->Steps >> 1 : 0;
            if (pairs != 0)
            {
                // The first sums are accumulators as they are: nothing to set to zero.
                x0 = AdvSimd.LoadVector64(r0);
                y0 = AdvSimd.LoadVector64(r0 + 8);
                r0 += 16;
                x1 = AdvSimd.LoadVector64(r1);
                y1 = AdvSimd.LoadVector64(r1 + 8);
                r1 += 16;
                w0 = AdvSimd.LoadVector64(packed);
                w1 = AdvSimd.LoadVector64(packed + 8);
                v0 = AdvSimd.LoadVector64(packed + 64);
                v1 = AdvSimd.LoadVector64(packed + 72);
                p0 = AdvSimd.MultiplyWideningLower(w0, x0);
                p1 = AdvSimd.MultiplyWideningLower(w0, x1);
                w2 = AdvSimd.LoadVector64(packed + 16);
                w3 = AdvSimd.LoadVector64(packed + 24);
                p2 = AdvSimd.MultiplyWideningLower(w1, x0);
                p0 = AdvSimd.MultiplyWideningLowerAndAdd(p0, v0, y0);
                p3 = AdvSimd.MultiplyWideningLower(w1, x1);
                p1 = AdvSimd.MultiplyWideningLowerAndAdd(p1, v0, y1);
                v2 = AdvSimd.LoadVector64(packed + 80);
                v3 = AdvSimd.LoadVector64(packed + 88);
                p4 = AdvSimd.MultiplyWideningLower(w2, x0);
                p2 = AdvSimd.MultiplyWideningLowerAndAdd(p2, v1, y0);
                c00 = AdvSimd.AddPairwiseWidening(p0);
                p0 = AdvSimd.MultiplyWideningLower(w2, x1);
                w4 = AdvSimd.LoadVector64(packed + 32);
                w5 = AdvSimd.LoadVector64(packed + 40);
                p3 = AdvSimd.MultiplyWideningLowerAndAdd(p3, v1, y1);
                c10 = AdvSimd.AddPairwiseWidening(p1);
                p1 = AdvSimd.MultiplyWideningLower(w3, x0);
                p4 = AdvSimd.MultiplyWideningLowerAndAdd(p4, v2, y0);
                c01 = AdvSimd.AddPairwiseWidening(p2);
                p2 = AdvSimd.MultiplyWideningLower(w3, x1);
                p0 = AdvSimd.MultiplyWideningLowerAndAdd(p0, v2, y1);
                v4 = AdvSimd.LoadVector64(packed + 96);
                v5 = AdvSimd.LoadVector64(packed + 104);
                c11 = AdvSimd.AddPairwiseWidening(p3);
                p3 = AdvSimd.MultiplyWideningLower(w4, x0);
                p1 = AdvSimd.MultiplyWideningLowerAndAdd(p1, v3, y0);
                c02 = AdvSimd.AddPairwiseWidening(p4);
                p4 = AdvSimd.MultiplyWideningLower(w4, x1);
                w6 = AdvSimd.LoadVector64(packed + 48);
                w7 = AdvSimd.LoadVector64(packed + 56);
                p2 = AdvSimd.MultiplyWideningLowerAndAdd(p2, v3, y1);
                c12 = AdvSimd.AddPairwiseWidening(p0);
                p0 = AdvSimd.MultiplyWideningLower(w5, x0);
                p3 = AdvSimd.MultiplyWideningLowerAndAdd(p3, v4, y0);
                c03 = AdvSimd.AddPairwiseWidening(p1);
                p1 = AdvSimd.MultiplyWideningLower(w5, x1);
                p4 = AdvSimd.MultiplyWideningLowerAndAdd(p4, v4, y1);
                v6 = AdvSimd.LoadVector64(packed + 112);
                v7 = AdvSimd.LoadVector64(packed + 120);
                packed += 128;
                c13 = AdvSimd.AddPairwiseWidening(p2);
                p2 = AdvSimd.MultiplyWideningLower(w6, x0);
                p0 = AdvSimd.MultiplyWideningLowerAndAdd(p0, v5, y0);
                c04 = AdvSimd.AddPairwiseWidening(p3);
                p3 = AdvSimd.MultiplyWideningLower(w6, x1);
                p1 = AdvSimd.MultiplyWideningLowerAndAdd(p1, v5, y1);
                c14 = AdvSimd.AddPairwiseWidening(p4);
                p4 = AdvSimd.MultiplyWideningLower(w7, x0);
                p2 = AdvSimd.MultiplyWideningLowerAndAdd(p2, v6, y0);
                c05 = AdvSimd.AddPairwiseWidening(p0);
                p0 = AdvSimd.MultiplyWideningLower(w7, x1);
                p3 = AdvSimd.MultiplyWideningLowerAndAdd(p3, v6, y1);
                c15 = AdvSimd.AddPairwiseWidening(p1);
                p4 = AdvSimd.MultiplyWideningLowerAndAdd(p4, v7, y0);
                c06 = AdvSimd.AddPairwiseWidening(p2);
                p0 = AdvSimd.MultiplyWideningLowerAndAdd(p0, v7, y1);
                c16 = AdvSimd.AddPairwiseWidening(p3);
                c07 = AdvSimd.AddPairwiseWidening(p4);
                c17 = AdvSimd.AddPairwiseWidening(p0);
                pairs--;
            }
            else
            {
                c00 = c01 = c02 = c03 = c04 = c05 = c06 = c07 = Vector128<int>.Zero;
                c10 = c11 = c12 = c13 = c14 = c15 = c16 = c17 = Vector128<int>.Zero;
            }

            for (var tap = t->Taps; ;)
            {
                if (pairs != 0)
                {
                    do
                    {
                        x0 = AdvSimd.LoadVector64(r0);
                        y0 = AdvSimd.LoadVector64(r0 + 8);
                        r0 += 16;
                        x1 = AdvSimd.LoadVector64(r1);
                        y1 = AdvSimd.LoadVector64(r1 + 8);
                        r1 += 16;
                        w0 = AdvSimd.LoadVector64(packed);
                        w1 = AdvSimd.LoadVector64(packed + 8);
                        v0 = AdvSimd.LoadVector64(packed + 64);
                        v1 = AdvSimd.LoadVector64(packed + 72);
                        p0 = AdvSimd.MultiplyWideningLower(w0, x0);
                        p1 = AdvSimd.MultiplyWideningLower(w0, x1);
                        w2 = AdvSimd.LoadVector64(packed + 16);
                        w3 = AdvSimd.LoadVector64(packed + 24);
                        p2 = AdvSimd.MultiplyWideningLower(w1, x0);
                        p0 = AdvSimd.MultiplyWideningLowerAndAdd(p0, v0, y0);
                        p3 = AdvSimd.MultiplyWideningLower(w1, x1);
                        p1 = AdvSimd.MultiplyWideningLowerAndAdd(p1, v0, y1);
                        v2 = AdvSimd.LoadVector64(packed + 80);
                        v3 = AdvSimd.LoadVector64(packed + 88);
                        p4 = AdvSimd.MultiplyWideningLower(w2, x0);
                        p2 = AdvSimd.MultiplyWideningLowerAndAdd(p2, v1, y0);
                        c00 = AdvSimd.AddPairwiseWideningAndAdd(c00, p0);
                        p0 = AdvSimd.MultiplyWideningLower(w2, x1);
                        w4 = AdvSimd.LoadVector64(packed + 32);
                        w5 = AdvSimd.LoadVector64(packed + 40);
                        p3 = AdvSimd.MultiplyWideningLowerAndAdd(p3, v1, y1);
                        c10 = AdvSimd.AddPairwiseWideningAndAdd(c10, p1);
                        p1 = AdvSimd.MultiplyWideningLower(w3, x0);
                        p4 = AdvSimd.MultiplyWideningLowerAndAdd(p4, v2, y0);
                        c01 = AdvSimd.AddPairwiseWideningAndAdd(c01, p2);
                        p2 = AdvSimd.MultiplyWideningLower(w3, x1);
                        p0 = AdvSimd.MultiplyWideningLowerAndAdd(p0, v2, y1);
                        v4 = AdvSimd.LoadVector64(packed + 96);
                        v5 = AdvSimd.LoadVector64(packed + 104);
                        c11 = AdvSimd.AddPairwiseWideningAndAdd(c11, p3);
                        p3 = AdvSimd.MultiplyWideningLower(w4, x0);
                        p1 = AdvSimd.MultiplyWideningLowerAndAdd(p1, v3, y0);
                        c02 = AdvSimd.AddPairwiseWideningAndAdd(c02, p4);
                        p4 = AdvSimd.MultiplyWideningLower(w4, x1);
                        w6 = AdvSimd.LoadVector64(packed + 48);
                        w7 = AdvSimd.LoadVector64(packed + 56);
                        p2 = AdvSimd.MultiplyWideningLowerAndAdd(p2, v3, y1);
                        c12 = AdvSimd.AddPairwiseWideningAndAdd(c12, p0);
                        p0 = AdvSimd.MultiplyWideningLower(w5, x0);
                        p3 = AdvSimd.MultiplyWideningLowerAndAdd(p3, v4, y0);
                        c03 = AdvSimd.AddPairwiseWideningAndAdd(c03, p1);
                        p1 = AdvSimd.MultiplyWideningLower(w5, x1);
                        p4 = AdvSimd.MultiplyWideningLowerAndAdd(p4, v4, y1);
                        v6 = AdvSimd.LoadVector64(packed + 112);
                        v7 = AdvSimd.LoadVector64(packed + 120);
                        packed += 128;
                        c13 = AdvSimd.AddPairwiseWideningAndAdd(c13, p2);
                        p2 = AdvSimd.MultiplyWideningLower(w6, x0);
                        p0 = AdvSimd.MultiplyWideningLowerAndAdd(p0, v5, y0);
                        c04 = AdvSimd.AddPairwiseWideningAndAdd(c04, p3);
                        p3 = AdvSimd.MultiplyWideningLower(w6, x1);
                        p1 = AdvSimd.MultiplyWideningLowerAndAdd(p1, v5, y1);
                        c14 = AdvSimd.AddPairwiseWideningAndAdd(c14, p4);
                        p4 = AdvSimd.MultiplyWideningLower(w7, x0);
                        p2 = AdvSimd.MultiplyWideningLowerAndAdd(p2, v6, y0);
                        c05 = AdvSimd.AddPairwiseWideningAndAdd(c05, p0);
                        p0 = AdvSimd.MultiplyWideningLower(w7, x1);
                        p3 = AdvSimd.MultiplyWideningLowerAndAdd(p3, v6, y1);
                        c15 = AdvSimd.AddPairwiseWideningAndAdd(c15, p1);
                        p4 = AdvSimd.MultiplyWideningLowerAndAdd(p4, v7, y0);
                        c06 = AdvSimd.AddPairwiseWideningAndAdd(c06, p2);
                        p0 = AdvSimd.MultiplyWideningLowerAndAdd(p0, v7, y1);
                        c16 = AdvSimd.AddPairwiseWideningAndAdd(c16, p3);
                        c07 = AdvSimd.AddPairwiseWideningAndAdd(c07, p4);
                        c17 = AdvSimd.AddPairwiseWideningAndAdd(c17, p0);
                    }
                    while (--pairs != 0);
                }

                for (var steps = TSums.AreOfTwo ? t->Steps & 1 : t->Steps; steps != 0; steps--)
                {
                    x0 = AdvSimd.LoadVector64(r0);
                    r0 += 8;
                    x1 = AdvSimd.LoadVector64(r1);
                    r1 += 8;
                    w0 = AdvSimd.LoadVector64(packed);
                    w1 = AdvSimd.LoadVector64(packed + 8);
                    p0 = AdvSimd.MultiplyWideningLower(w0, x0);
                    p1 = AdvSimd.MultiplyWideningLower(w0, x1);
                    w2 = AdvSimd.LoadVector64(packed + 16);
                    w3 = AdvSimd.LoadVector64(packed + 24);
                    p2 = AdvSimd.MultiplyWideningLower(w1, x0);
                    c00 = AdvSimd.AddPairwiseWideningAndAdd(c00, p0);
                    p3 = AdvSimd.MultiplyWideningLower(w1, x1);
                    c10 = AdvSimd.AddPairwiseWideningAndAdd(c10, p1);
                    p4 = AdvSimd.MultiplyWideningLower(w2, x0);
                    c01 = AdvSimd.AddPairwiseWideningAndAdd(c01, p2);
                    p0 = AdvSimd.MultiplyWideningLower(w2, x1);
                    w4 = AdvSimd.LoadVector64(packed + 32);
                    w5 = AdvSimd.LoadVector64(packed + 40);
                    c11 = AdvSimd.AddPairwiseWideningAndAdd(c11, p3);
                    p1 = AdvSimd.MultiplyWideningLower(w3, x0);
                    c02 = AdvSimd.AddPairwiseWideningAndAdd(c02, p4);
                    p2 = AdvSimd.MultiplyWideningLower(w3, x1);
                    c12 = AdvSimd.AddPairwiseWideningAndAdd(c12, p0);
                    p3 = AdvSimd.MultiplyWideningLower(w4, x0);
                    c03 = AdvSimd.AddPairwiseWideningAndAdd(c03, p1);
                    p4 = AdvSimd.MultiplyWideningLower(w4, x1);
                    w6 = AdvSimd.LoadVector64(packed + 48);
                    w7 = AdvSimd.LoadVector64(packed + 56);
                    packed += 64;
                    c13 = AdvSimd.AddPairwiseWideningAndAdd(c13, p2);
                    p0 = AdvSimd.MultiplyWideningLower(w5, x0);
                    c04 = AdvSimd.AddPairwiseWideningAndAdd(c04, p3);
                    p1 = AdvSimd.MultiplyWideningLower(w5, x1);
                    c14 = AdvSimd.AddPairwiseWideningAndAdd(c14, p4);
                    p2 = AdvSimd.MultiplyWideningLower(w6, x0);
                    c05 = AdvSimd.AddPairwiseWideningAndAdd(c05, p0);
                    p3 = AdvSimd.MultiplyWideningLower(w6, x1);
                    c15 = AdvSimd.AddPairwiseWideningAndAdd(c15, p1);
                    p4 = AdvSimd.MultiplyWideningLower(w7, x0);
                    c06 = AdvSimd.AddPairwiseWideningAndAdd(c06, p2);
                    p0 = AdvSimd.MultiplyWideningLower(w7, x1);
                    c16 = AdvSimd.AddPairwiseWideningAndAdd(c16, p3);
                    c07 = AdvSimd.AddPairwiseWideningAndAdd(c07, p4);
                    c17 = AdvSimd.AddPairwiseWideningAndAdd(c17, p0);
                }

                if (--tap == 0)
                    break;
                rows += 2;
                r0 = rows[0];
                r1 = rows[1];
                pairs = TSums.AreOfTwo ? t->Steps >> 1 : 0;
            }

            var (b0, b1) = (AdvSimd.LoadVector128(header), AdvSimd.LoadVector128(header + 4));
            var (m0, m1) = (AdvSimd.LoadVector128(header + 8), AdvSimd.LoadVector128(header + 12));
            var (s0, s1) = (AdvSimd.LoadVector128(header + 16), AdvSimd.LoadVector128(header + 20));
            var a00 = AdvSimd.Arm64.AddPairwise(AdvSimd.Arm64.AddPairwise(c00, c01), AdvSimd.Arm64.AddPairwise(c02, c03)) + b0;
            var a01 = AdvSimd.Arm64.AddPairwise(AdvSimd.Arm64.AddPairwise(c04, c05), AdvSimd.Arm64.AddPairwise(c06, c07)) + b1;
            var a10 = AdvSimd.Arm64.AddPairwise(AdvSimd.Arm64.AddPairwise(c10, c11), AdvSimd.Arm64.AddPairwise(c12, c13)) + b0;
            var a11 = AdvSimd.Arm64.AddPairwise(AdvSimd.Arm64.AddPairwise(c14, c15), AdvSimd.Arm64.AddPairwise(c16, c17)) + b1;
            if (isCorrected)
            {
                var correction = Vector128.Create(t->Corrections[0]);
                a00 += correction;
                a01 += correction;
                correction = Vector128.Create(t->Corrections[1]);
                a10 += correction;
                a11 += correction;
            }

            var zeroPoint = Vector128.Create((short)t->OutputZeroPoint);
            var bytes = Requantizers128Neon.Narrow(
                TRequantizer.Apply(a00, m0, s0), TRequantizer.Apply(a01, m1, s1), TRequantizer.Apply(a10, m0, s0), TRequantizer.Apply(a11, m1, s1), zeroPoint);
            if (isCut)
                bytes = AdvSimd.Max(AdvSimd.Min(bytes, Vector128.Create((sbyte)t->OutputMax)), Vector128.Create((sbyte)t->OutputMin));
            var outputs = t->Outputs;
            var room = t->Channels - channel;
            if (room >= 8)
            {
                AdvSimd.Store(outputs[0] + channel, bytes.GetLower());
                AdvSimd.StoreSelectedScalar((long*)(outputs[1] + channel), bytes.AsInt64(), 1);
            }
            else
            {
                AdvSimd.Store(t->Spill, bytes);
                TileStore.Part(t->Spill, outputs[0] + channel, room);
                TileStore.Part(t->Spill + 8, outputs[1] + channel, room);
            }
        }
    }

    /// <summary>Two products to a sum of 16 bits.</summary>
    private readonly struct TwoProducts : IProductSums
    {
        /// <inheritdoc/>
        public static bool AreOfTwo => true;
    }
}
