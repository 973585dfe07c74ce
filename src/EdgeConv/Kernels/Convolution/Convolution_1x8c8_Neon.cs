using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using EdgeConv.Kernels.Numerics;
using EdgeConv.Kernels.Requantizers;

namespace EdgeConv.Kernels.Convolution;

/// <summary>
/// One position by eight channels, eight products a step: the sums of <see cref="Convolution_2x8c16_Neon"/> for products of a single row with a matrix.
/// </summary>
internal readonly unsafe struct Convolution_1x8c8_Neon : IConvolutionTile
{
    /// <inheritdoc/>
    public static int Rows => 1;

    /// <inheritdoc/>
    public static PackedLayout Layout { get; } = new(8, 8);

    /// <summary>Why a convolution is left to other kernels.</summary>
    public static string? Refusal(in ConvolutionArguments a) =>
        a.Geometry.Batches * a.Geometry.OutputHeight * a.Geometry.OutputWidth > 1 ? "several positions share the weights in a taller tile"
        : a.LeastWeight == sbyte.MinValue ? "a weight is -128: two products may not fit 16 bits"
        : ConvolutionDriver<Convolution_1x8c8_Neon>.Refusal(in a);

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
        for (; t->Tiles != 0; TileArguments.MoveOn(t, 1))
        {
            var packed = (sbyte*)t->Packed;
            var isCorrected = *t->Corrections != 0;
            for (var channel = 0; channel < t->Channels; channel += 8)
            {
                var header = (int*)packed;
                packed += 3 * 8 * sizeof(int);
                var rows = t->Rows;
                var r0 = rows[0];
                Vector64<sbyte> x0, y0, w0, w1, w2, w3, w4, w5, w6, w7, v0, v1, v2, v3, v4, v5, v6, v7;
                Vector128<short> p0, p1, p2, p3, p4;
                Vector128<int> c00, c01, c02, c03, c04, c05, c06, c07;
                var pairs = t->Steps >> 1;
                if (pairs != 0)
                {
                    // The first sums are accumulators as they are: nothing to set to zero.
                    x0 = AdvSimd.LoadVector64(r0);
                    y0 = AdvSimd.LoadVector64(r0 + 8);
                    r0 += 16;
                    w0 = AdvSimd.LoadVector64(packed);
                    w1 = AdvSimd.LoadVector64(packed + 8);
                    v0 = AdvSimd.LoadVector64(packed + 64);
                    v1 = AdvSimd.LoadVector64(packed + 72);
                    p0 = AdvSimd.MultiplyWideningLower(w0, x0);
                    w2 = AdvSimd.LoadVector64(packed + 16);
                    w3 = AdvSimd.LoadVector64(packed + 24);
                    p1 = AdvSimd.MultiplyWideningLower(w1, x0);
                    p2 = AdvSimd.MultiplyWideningLower(w2, x0);
                    w4 = AdvSimd.LoadVector64(packed + 32);
                    w5 = AdvSimd.LoadVector64(packed + 40);
                    p0 = AdvSimd.MultiplyWideningLowerAndAdd(p0, v0, y0);
                    v2 = AdvSimd.LoadVector64(packed + 80);
                    v3 = AdvSimd.LoadVector64(packed + 88);
                    p3 = AdvSimd.MultiplyWideningLower(w3, x0);
                    p1 = AdvSimd.MultiplyWideningLowerAndAdd(p1, v1, y0);
                    p4 = AdvSimd.MultiplyWideningLower(w4, x0);
                    w6 = AdvSimd.LoadVector64(packed + 48);
                    w7 = AdvSimd.LoadVector64(packed + 56);
                    p2 = AdvSimd.MultiplyWideningLowerAndAdd(p2, v2, y0);
                    v4 = AdvSimd.LoadVector64(packed + 96);
                    v5 = AdvSimd.LoadVector64(packed + 104);
                    c00 = AdvSimd.AddPairwiseWidening(p0);
                    p0 = AdvSimd.MultiplyWideningLower(w5, x0);
                    p3 = AdvSimd.MultiplyWideningLowerAndAdd(p3, v3, y0);
                    c01 = AdvSimd.AddPairwiseWidening(p1);
                    p1 = AdvSimd.MultiplyWideningLower(w6, x0);
                    p4 = AdvSimd.MultiplyWideningLowerAndAdd(p4, v4, y0);
                    v6 = AdvSimd.LoadVector64(packed + 112);
                    v7 = AdvSimd.LoadVector64(packed + 120);
                    packed += 128;
                    c02 = AdvSimd.AddPairwiseWidening(p2);
                    p2 = AdvSimd.MultiplyWideningLower(w7, x0);
                    p0 = AdvSimd.MultiplyWideningLowerAndAdd(p0, v5, y0);
                    c03 = AdvSimd.AddPairwiseWidening(p3);
                    p1 = AdvSimd.MultiplyWideningLowerAndAdd(p1, v6, y0);
                    c04 = AdvSimd.AddPairwiseWidening(p4);
                    p2 = AdvSimd.MultiplyWideningLowerAndAdd(p2, v7, y0);
                    c05 = AdvSimd.AddPairwiseWidening(p0);
                    c06 = AdvSimd.AddPairwiseWidening(p1);
                    c07 = AdvSimd.AddPairwiseWidening(p2);
                    pairs--;
                }
                else
                {
                    c00 = c01 = c02 = c03 = c04 = c05 = c06 = c07 = Vector128<int>.Zero;
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
                            w0 = AdvSimd.LoadVector64(packed);
                            w1 = AdvSimd.LoadVector64(packed + 8);
                            v0 = AdvSimd.LoadVector64(packed + 64);
                            v1 = AdvSimd.LoadVector64(packed + 72);
                            p0 = AdvSimd.MultiplyWideningLower(w0, x0);
                            w2 = AdvSimd.LoadVector64(packed + 16);
                            w3 = AdvSimd.LoadVector64(packed + 24);
                            p1 = AdvSimd.MultiplyWideningLower(w1, x0);
                            p2 = AdvSimd.MultiplyWideningLower(w2, x0);
                            w4 = AdvSimd.LoadVector64(packed + 32);
                            w5 = AdvSimd.LoadVector64(packed + 40);
                            p0 = AdvSimd.MultiplyWideningLowerAndAdd(p0, v0, y0);
                            v2 = AdvSimd.LoadVector64(packed + 80);
                            v3 = AdvSimd.LoadVector64(packed + 88);
                            p3 = AdvSimd.MultiplyWideningLower(w3, x0);
                            p1 = AdvSimd.MultiplyWideningLowerAndAdd(p1, v1, y0);
                            p4 = AdvSimd.MultiplyWideningLower(w4, x0);
                            w6 = AdvSimd.LoadVector64(packed + 48);
                            w7 = AdvSimd.LoadVector64(packed + 56);
                            p2 = AdvSimd.MultiplyWideningLowerAndAdd(p2, v2, y0);
                            v4 = AdvSimd.LoadVector64(packed + 96);
                            v5 = AdvSimd.LoadVector64(packed + 104);
                            c00 = AdvSimd.AddPairwiseWideningAndAdd(c00, p0);
                            p0 = AdvSimd.MultiplyWideningLower(w5, x0);
                            p3 = AdvSimd.MultiplyWideningLowerAndAdd(p3, v3, y0);
                            c01 = AdvSimd.AddPairwiseWideningAndAdd(c01, p1);
                            p1 = AdvSimd.MultiplyWideningLower(w6, x0);
                            p4 = AdvSimd.MultiplyWideningLowerAndAdd(p4, v4, y0);
                            v6 = AdvSimd.LoadVector64(packed + 112);
                            v7 = AdvSimd.LoadVector64(packed + 120);
                            packed += 128;
                            c02 = AdvSimd.AddPairwiseWideningAndAdd(c02, p2);
                            p2 = AdvSimd.MultiplyWideningLower(w7, x0);
                            p0 = AdvSimd.MultiplyWideningLowerAndAdd(p0, v5, y0);
                            c03 = AdvSimd.AddPairwiseWideningAndAdd(c03, p3);
                            p1 = AdvSimd.MultiplyWideningLowerAndAdd(p1, v6, y0);
                            c04 = AdvSimd.AddPairwiseWideningAndAdd(c04, p4);
                            p2 = AdvSimd.MultiplyWideningLowerAndAdd(p2, v7, y0);
                            c05 = AdvSimd.AddPairwiseWideningAndAdd(c05, p0);
                            c06 = AdvSimd.AddPairwiseWideningAndAdd(c06, p1);
                            c07 = AdvSimd.AddPairwiseWideningAndAdd(c07, p2);
                        }
                        while (--pairs != 0);
                    }

                    for (var steps = t->Steps & 1; steps != 0; steps--)
                    {
                        x0 = AdvSimd.LoadVector64(r0);
                        r0 += 8;
                        w0 = AdvSimd.LoadVector64(packed);
                        w1 = AdvSimd.LoadVector64(packed + 8);
                        p0 = AdvSimd.MultiplyWideningLower(w0, x0);
                        w2 = AdvSimd.LoadVector64(packed + 16);
                        w3 = AdvSimd.LoadVector64(packed + 24);
                        p1 = AdvSimd.MultiplyWideningLower(w1, x0);
                        p2 = AdvSimd.MultiplyWideningLower(w2, x0);
                        w4 = AdvSimd.LoadVector64(packed + 32);
                        w5 = AdvSimd.LoadVector64(packed + 40);
                        c00 = AdvSimd.AddPairwiseWideningAndAdd(c00, p0);
                        p3 = AdvSimd.MultiplyWideningLower(w3, x0);
                        c01 = AdvSimd.AddPairwiseWideningAndAdd(c01, p1);
                        p4 = AdvSimd.MultiplyWideningLower(w4, x0);
                        w6 = AdvSimd.LoadVector64(packed + 48);
                        w7 = AdvSimd.LoadVector64(packed + 56);
                        packed += 64;
                        c02 = AdvSimd.AddPairwiseWideningAndAdd(c02, p2);
                        p0 = AdvSimd.MultiplyWideningLower(w5, x0);
                        c03 = AdvSimd.AddPairwiseWideningAndAdd(c03, p3);
                        p1 = AdvSimd.MultiplyWideningLower(w6, x0);
                        c04 = AdvSimd.AddPairwiseWideningAndAdd(c04, p4);
                        p2 = AdvSimd.MultiplyWideningLower(w7, x0);
                        c05 = AdvSimd.AddPairwiseWideningAndAdd(c05, p0);
                        c06 = AdvSimd.AddPairwiseWideningAndAdd(c06, p1);
                        c07 = AdvSimd.AddPairwiseWideningAndAdd(c07, p2);
                    }

                    if (--tap == 0)
                        break;
                    rows += 1;
                    r0 = rows[0];
                    pairs = t->Steps >> 1;
                }

                var (b0, b1) = (AdvSimd.LoadVector128(header), AdvSimd.LoadVector128(header + 4));
                var (m0, m1) = (AdvSimd.LoadVector128(header + 8), AdvSimd.LoadVector128(header + 12));
                var (s0, s1) = (AdvSimd.LoadVector128(header + 16), AdvSimd.LoadVector128(header + 20));
                var a00 = AdvSimd.Arm64.AddPairwise(AdvSimd.Arm64.AddPairwise(c00, c01), AdvSimd.Arm64.AddPairwise(c02, c03)) + b0;
                var a01 = AdvSimd.Arm64.AddPairwise(AdvSimd.Arm64.AddPairwise(c04, c05), AdvSimd.Arm64.AddPairwise(c06, c07)) + b1;
                if (isCorrected)
                {
                    var correction = Vector128.Create(t->Corrections[0]);
                    a00 += correction;
                    a01 += correction;
                }

                var bytes = Requantizers128Neon.Narrow(TRequantizer.Apply(a00, m0, s0), TRequantizer.Apply(a01, m1, s1), t->ZeroPoint);
                bytes = AdvSimd.Max(AdvSimd.Min(bytes, t->Greatest.GetLower()), t->Least.GetLower());
                var room = t->Channels - channel;
                if (room >= 8)
                {
                    AdvSimd.Store(t->Outputs[0] + channel, bytes);
                }
                else
                {
                    AdvSimd.Store(t->Spill, bytes);
                    TileStore.Part(t->Spill, t->Outputs[0] + channel, room);
                }
            }
        }
    }
}
