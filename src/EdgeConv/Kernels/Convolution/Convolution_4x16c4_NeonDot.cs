using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using EdgeConv.Kernels.Numerics;
using EdgeConv.Kernels.Requantizers;

namespace EdgeConv.Kernels.Convolution;

/// <summary>
/// Four positions by sixteen channels, four products a step: SDOT of weights with four input values picked from a vector of sixteen, so that a
/// position is read once in four steps. Registers: sixteen accumulators, four of inputs, the rest of weights.
/// </summary>
internal readonly unsafe struct Convolution_4x16c4_NeonDot : IConvolutionTile
{
    /// <inheritdoc/>
    public static int Rows => 4;

    /// <inheritdoc/>
    public static PackedLayout Layout { get; } = new(16, 4);

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
            var fourSteps = t->Steps >> 2;
            var left = t->Steps & 3;
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
                    Vector128<sbyte> x0, x1, x2, x3, w0, w1, w2, w3;
                    for (var fours = fourSteps; fours != 0; fours--)
                    {
                        x0 = AdvSimd.LoadVector128(r0);
                        r0 += 16;
                        x1 = AdvSimd.LoadVector128(r1);
                        r1 += 16;
                        x2 = AdvSimd.LoadVector128(r2);
                        r2 += 16;
                        x3 = AdvSimd.LoadVector128(r3);
                        r3 += 16;
                        w0 = AdvSimd.LoadVector128(packed);
                        w1 = AdvSimd.LoadVector128(packed + 16);
                        w2 = AdvSimd.LoadVector128(packed + 32);
                        w3 = AdvSimd.LoadVector128(packed + 48);
                        c00 = Dp.DotProductBySelectedQuadruplet(c00, w0, x0, 0);
                        c10 = Dp.DotProductBySelectedQuadruplet(c10, w0, x1, 0);
                        c20 = Dp.DotProductBySelectedQuadruplet(c20, w0, x2, 0);
                        c30 = Dp.DotProductBySelectedQuadruplet(c30, w0, x3, 0);
                        c01 = Dp.DotProductBySelectedQuadruplet(c01, w1, x0, 0);
                        c11 = Dp.DotProductBySelectedQuadruplet(c11, w1, x1, 0);
                        c21 = Dp.DotProductBySelectedQuadruplet(c21, w1, x2, 0);
                        c31 = Dp.DotProductBySelectedQuadruplet(c31, w1, x3, 0);
                        c02 = Dp.DotProductBySelectedQuadruplet(c02, w2, x0, 0);
                        c12 = Dp.DotProductBySelectedQuadruplet(c12, w2, x1, 0);
                        c22 = Dp.DotProductBySelectedQuadruplet(c22, w2, x2, 0);
                        c32 = Dp.DotProductBySelectedQuadruplet(c32, w2, x3, 0);
                        c03 = Dp.DotProductBySelectedQuadruplet(c03, w3, x0, 0);
                        c13 = Dp.DotProductBySelectedQuadruplet(c13, w3, x1, 0);
                        c23 = Dp.DotProductBySelectedQuadruplet(c23, w3, x2, 0);
                        c33 = Dp.DotProductBySelectedQuadruplet(c33, w3, x3, 0);
                        w0 = AdvSimd.LoadVector128(packed + 64);
                        w1 = AdvSimd.LoadVector128(packed + 80);
                        w2 = AdvSimd.LoadVector128(packed + 96);
                        w3 = AdvSimd.LoadVector128(packed + 112);
                        c00 = Dp.DotProductBySelectedQuadruplet(c00, w0, x0, 1);
                        c10 = Dp.DotProductBySelectedQuadruplet(c10, w0, x1, 1);
                        c20 = Dp.DotProductBySelectedQuadruplet(c20, w0, x2, 1);
                        c30 = Dp.DotProductBySelectedQuadruplet(c30, w0, x3, 1);
                        c01 = Dp.DotProductBySelectedQuadruplet(c01, w1, x0, 1);
                        c11 = Dp.DotProductBySelectedQuadruplet(c11, w1, x1, 1);
                        c21 = Dp.DotProductBySelectedQuadruplet(c21, w1, x2, 1);
                        c31 = Dp.DotProductBySelectedQuadruplet(c31, w1, x3, 1);
                        c02 = Dp.DotProductBySelectedQuadruplet(c02, w2, x0, 1);
                        c12 = Dp.DotProductBySelectedQuadruplet(c12, w2, x1, 1);
                        c22 = Dp.DotProductBySelectedQuadruplet(c22, w2, x2, 1);
                        c32 = Dp.DotProductBySelectedQuadruplet(c32, w2, x3, 1);
                        c03 = Dp.DotProductBySelectedQuadruplet(c03, w3, x0, 1);
                        c13 = Dp.DotProductBySelectedQuadruplet(c13, w3, x1, 1);
                        c23 = Dp.DotProductBySelectedQuadruplet(c23, w3, x2, 1);
                        c33 = Dp.DotProductBySelectedQuadruplet(c33, w3, x3, 1);
                        w0 = AdvSimd.LoadVector128(packed + 128);
                        w1 = AdvSimd.LoadVector128(packed + 144);
                        w2 = AdvSimd.LoadVector128(packed + 160);
                        w3 = AdvSimd.LoadVector128(packed + 176);
                        c00 = Dp.DotProductBySelectedQuadruplet(c00, w0, x0, 2);
                        c10 = Dp.DotProductBySelectedQuadruplet(c10, w0, x1, 2);
                        c20 = Dp.DotProductBySelectedQuadruplet(c20, w0, x2, 2);
                        c30 = Dp.DotProductBySelectedQuadruplet(c30, w0, x3, 2);
                        c01 = Dp.DotProductBySelectedQuadruplet(c01, w1, x0, 2);
                        c11 = Dp.DotProductBySelectedQuadruplet(c11, w1, x1, 2);
                        c21 = Dp.DotProductBySelectedQuadruplet(c21, w1, x2, 2);
                        c31 = Dp.DotProductBySelectedQuadruplet(c31, w1, x3, 2);
                        c02 = Dp.DotProductBySelectedQuadruplet(c02, w2, x0, 2);
                        c12 = Dp.DotProductBySelectedQuadruplet(c12, w2, x1, 2);
                        c22 = Dp.DotProductBySelectedQuadruplet(c22, w2, x2, 2);
                        c32 = Dp.DotProductBySelectedQuadruplet(c32, w2, x3, 2);
                        c03 = Dp.DotProductBySelectedQuadruplet(c03, w3, x0, 2);
                        c13 = Dp.DotProductBySelectedQuadruplet(c13, w3, x1, 2);
                        c23 = Dp.DotProductBySelectedQuadruplet(c23, w3, x2, 2);
                        c33 = Dp.DotProductBySelectedQuadruplet(c33, w3, x3, 2);
                        w0 = AdvSimd.LoadVector128(packed + 192);
                        w1 = AdvSimd.LoadVector128(packed + 208);
                        w2 = AdvSimd.LoadVector128(packed + 224);
                        w3 = AdvSimd.LoadVector128(packed + 240);
                        packed += 256;
                        c00 = Dp.DotProductBySelectedQuadruplet(c00, w0, x0, 3);
                        c10 = Dp.DotProductBySelectedQuadruplet(c10, w0, x1, 3);
                        c20 = Dp.DotProductBySelectedQuadruplet(c20, w0, x2, 3);
                        c30 = Dp.DotProductBySelectedQuadruplet(c30, w0, x3, 3);
                        c01 = Dp.DotProductBySelectedQuadruplet(c01, w1, x0, 3);
                        c11 = Dp.DotProductBySelectedQuadruplet(c11, w1, x1, 3);
                        c21 = Dp.DotProductBySelectedQuadruplet(c21, w1, x2, 3);
                        c31 = Dp.DotProductBySelectedQuadruplet(c31, w1, x3, 3);
                        c02 = Dp.DotProductBySelectedQuadruplet(c02, w2, x0, 3);
                        c12 = Dp.DotProductBySelectedQuadruplet(c12, w2, x1, 3);
                        c22 = Dp.DotProductBySelectedQuadruplet(c22, w2, x2, 3);
                        c32 = Dp.DotProductBySelectedQuadruplet(c32, w2, x3, 3);
                        c03 = Dp.DotProductBySelectedQuadruplet(c03, w3, x0, 3);
                        c13 = Dp.DotProductBySelectedQuadruplet(c13, w3, x1, 3);
                        c23 = Dp.DotProductBySelectedQuadruplet(c23, w3, x2, 3);
                        c33 = Dp.DotProductBySelectedQuadruplet(c33, w3, x3, 3);
                    }

                    if (left == 0)
                        continue;
                    x0 = AdvSimd.LoadVector128(r0);
                    x1 = AdvSimd.LoadVector128(r1);
                    x2 = AdvSimd.LoadVector128(r2);
                    x3 = AdvSimd.LoadVector128(r3);
                    w0 = AdvSimd.LoadVector128(packed);
                    w1 = AdvSimd.LoadVector128(packed + 16);
                    w2 = AdvSimd.LoadVector128(packed + 32);
                    w3 = AdvSimd.LoadVector128(packed + 48);
                    packed += 64;
                    c00 = Dp.DotProductBySelectedQuadruplet(c00, w0, x0, 0);
                    c10 = Dp.DotProductBySelectedQuadruplet(c10, w0, x1, 0);
                    c20 = Dp.DotProductBySelectedQuadruplet(c20, w0, x2, 0);
                    c30 = Dp.DotProductBySelectedQuadruplet(c30, w0, x3, 0);
                    c01 = Dp.DotProductBySelectedQuadruplet(c01, w1, x0, 0);
                    c11 = Dp.DotProductBySelectedQuadruplet(c11, w1, x1, 0);
                    c21 = Dp.DotProductBySelectedQuadruplet(c21, w1, x2, 0);
                    c31 = Dp.DotProductBySelectedQuadruplet(c31, w1, x3, 0);
                    c02 = Dp.DotProductBySelectedQuadruplet(c02, w2, x0, 0);
                    c12 = Dp.DotProductBySelectedQuadruplet(c12, w2, x1, 0);
                    c22 = Dp.DotProductBySelectedQuadruplet(c22, w2, x2, 0);
                    c32 = Dp.DotProductBySelectedQuadruplet(c32, w2, x3, 0);
                    c03 = Dp.DotProductBySelectedQuadruplet(c03, w3, x0, 0);
                    c13 = Dp.DotProductBySelectedQuadruplet(c13, w3, x1, 0);
                    c23 = Dp.DotProductBySelectedQuadruplet(c23, w3, x2, 0);
                    c33 = Dp.DotProductBySelectedQuadruplet(c33, w3, x3, 0);

                    if (left > 1)
                    {
                        w0 = AdvSimd.LoadVector128(packed);
                        w1 = AdvSimd.LoadVector128(packed + 16);
                        w2 = AdvSimd.LoadVector128(packed + 32);
                        w3 = AdvSimd.LoadVector128(packed + 48);
                        packed += 64;
                        c00 = Dp.DotProductBySelectedQuadruplet(c00, w0, x0, 1);
                        c10 = Dp.DotProductBySelectedQuadruplet(c10, w0, x1, 1);
                        c20 = Dp.DotProductBySelectedQuadruplet(c20, w0, x2, 1);
                        c30 = Dp.DotProductBySelectedQuadruplet(c30, w0, x3, 1);
                        c01 = Dp.DotProductBySelectedQuadruplet(c01, w1, x0, 1);
                        c11 = Dp.DotProductBySelectedQuadruplet(c11, w1, x1, 1);
                        c21 = Dp.DotProductBySelectedQuadruplet(c21, w1, x2, 1);
                        c31 = Dp.DotProductBySelectedQuadruplet(c31, w1, x3, 1);
                        c02 = Dp.DotProductBySelectedQuadruplet(c02, w2, x0, 1);
                        c12 = Dp.DotProductBySelectedQuadruplet(c12, w2, x1, 1);
                        c22 = Dp.DotProductBySelectedQuadruplet(c22, w2, x2, 1);
                        c32 = Dp.DotProductBySelectedQuadruplet(c32, w2, x3, 1);
                        c03 = Dp.DotProductBySelectedQuadruplet(c03, w3, x0, 1);
                        c13 = Dp.DotProductBySelectedQuadruplet(c13, w3, x1, 1);
                        c23 = Dp.DotProductBySelectedQuadruplet(c23, w3, x2, 1);
                        c33 = Dp.DotProductBySelectedQuadruplet(c33, w3, x3, 1);
                    }

                    if (left > 2)
                    {
                        w0 = AdvSimd.LoadVector128(packed);
                        w1 = AdvSimd.LoadVector128(packed + 16);
                        w2 = AdvSimd.LoadVector128(packed + 32);
                        w3 = AdvSimd.LoadVector128(packed + 48);
                        packed += 64;
                        c00 = Dp.DotProductBySelectedQuadruplet(c00, w0, x0, 2);
                        c10 = Dp.DotProductBySelectedQuadruplet(c10, w0, x1, 2);
                        c20 = Dp.DotProductBySelectedQuadruplet(c20, w0, x2, 2);
                        c30 = Dp.DotProductBySelectedQuadruplet(c30, w0, x3, 2);
                        c01 = Dp.DotProductBySelectedQuadruplet(c01, w1, x0, 2);
                        c11 = Dp.DotProductBySelectedQuadruplet(c11, w1, x1, 2);
                        c21 = Dp.DotProductBySelectedQuadruplet(c21, w1, x2, 2);
                        c31 = Dp.DotProductBySelectedQuadruplet(c31, w1, x3, 2);
                        c02 = Dp.DotProductBySelectedQuadruplet(c02, w2, x0, 2);
                        c12 = Dp.DotProductBySelectedQuadruplet(c12, w2, x1, 2);
                        c22 = Dp.DotProductBySelectedQuadruplet(c22, w2, x2, 2);
                        c32 = Dp.DotProductBySelectedQuadruplet(c32, w2, x3, 2);
                        c03 = Dp.DotProductBySelectedQuadruplet(c03, w3, x0, 2);
                        c13 = Dp.DotProductBySelectedQuadruplet(c13, w3, x1, 2);
                        c23 = Dp.DotProductBySelectedQuadruplet(c23, w3, x2, 2);
                        c33 = Dp.DotProductBySelectedQuadruplet(c33, w3, x3, 2);
                    }
                }

                TileEnd4x16Neon.Store<TRequantizer>(
                    t, header, isCut, room, ref o0, ref o1, ref o2, ref o3, c00, c01, c02, c03,
                    c10, c11, c12, c13, c20, c21, c22, c23, c30, c31, c32, c33);
            }
        }
    }
}
