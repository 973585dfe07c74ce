using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using EdgeConv.Kernels.Numerics;
using EdgeConv.Kernels.Requantizers;

namespace EdgeConv.Kernels.Convolution;

/// <summary>
/// Eight positions by eight channels, four products a step: <see cref="Convolution_4x16c4_NeonDot"/> for channels of which sixteen at a time would leave many lanes empty.
/// Registers: sixteen accumulators, eight of inputs, the rest of weights.
/// </summary>
/// <remarks>
/// Its loop is as many instructions, but each input vector serves half as many sums: for every layer it would make MobileNet v1 3 % and ResNet8 1 % longer (counted on a Cortex-A76;
/// cycles by llvm-mca 4 % and 3 %). Only where it fills lanes that would be empty it makes the visual wake words network, with 8 channels in its first layer, 9 % shorter (12 % of the
/// cycles) and MobileNet v2, with some of 24, 2 % (4 %).
/// </remarks>
internal readonly unsafe struct Convolution_8x8c4_NeonDot : IConvolutionTile
{
    /// <inheritdoc/>
    public static int Rows => 8;

    /// <inheritdoc/>
    public static PackedLayout Layout { get; } = new(8, 4);

    /// <summary>Why a convolution is left to other kernels.</summary>
    public static string? Refusal(in ConvolutionArguments a)
    {
        var positions = (long)a.Geometry.Batches * a.Geometry.OutputHeight * a.Geometry.OutputWidth;
        var channels = a.Geometry.OutputChannels / a.Groups;
        return ConvolutionDriver<Convolution_8x8c4_NeonDot>.Refusal(in a)
            ?? (Sums(positions, 8, channels, 8) < Sums(positions, 4, channels, 16) ? null : "tiles of four positions by sixteen channels hold no more sums");
    }

    /// <inheritdoc/>
    public static delegate*<TileArguments*, void> Entry(Requantization requantization) => requantization switch
    {
        Requantization.ExactRightPositive => &Run<Requantizers128Neon.ExactRightPositive>,
        Requantization.ExactRight => &Run<Requantizers128Neon.ExactRight>,
        Requantization.Float => &Run<Requantizers128Neon.Float>,
        _ => &Run<Requantizers128Neon.Exact>,
    };

    /// <summary>Sums that tiles compute, wanted or not.</summary>
    private static long Sums(long positions, int rows, int channels, int block) => (positions + rows - 1) / rows * rows * ((channels + block - 1) / block * block);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Run<TRequantizer>(TileArguments* t)
        where TRequantizer : struct, IRequantizer128
    {
        var isCut = !t->IsWhole;
        for (; t->Tiles != 0; TileArguments.MoveOn(t, 8))
        {
            var packed = (sbyte*)t->Packed;
            var corrections = t->Corrections;
            var isCorrected = (corrections[0] | corrections[1] | corrections[2] | corrections[3] | corrections[4] | corrections[5] | corrections[6] | corrections[7]) != 0;
            var fourSteps = t->Steps >> 2;
            var left = t->Steps & 3;
            for (var channel = 0; channel < t->Channels; channel += 8)
            {
                var header = (int*)packed;
                var (b0, b1) = (AdvSimd.LoadVector128(header), AdvSimd.LoadVector128(header + 4));
                var (c00, c01) = (b0, b1);
                var (c10, c11) = (b0, b1);
                var (c20, c21) = (b0, b1);
                var (c30, c31) = (b0, b1);
                var (c40, c41) = (b0, b1);
                var (c50, c51) = (b0, b1);
                var (c60, c61) = (b0, b1);
                var (c70, c71) = (b0, b1);
                if (isCorrected)
                {
                    var correction = Vector128.Create(corrections[0]);
                    c00 += correction;
                    c01 += correction;
                    correction = Vector128.Create(corrections[1]);
                    c10 += correction;
                    c11 += correction;
                    correction = Vector128.Create(corrections[2]);
                    c20 += correction;
                    c21 += correction;
                    correction = Vector128.Create(corrections[3]);
                    c30 += correction;
                    c31 += correction;
                    correction = Vector128.Create(corrections[4]);
                    c40 += correction;
                    c41 += correction;
                    correction = Vector128.Create(corrections[5]);
                    c50 += correction;
                    c51 += correction;
                    correction = Vector128.Create(corrections[6]);
                    c60 += correction;
                    c61 += correction;
                    correction = Vector128.Create(corrections[7]);
                    c70 += correction;
                    c71 += correction;
                }

                packed += 3 * 8 * sizeof(int);
                var rows = t->Rows;
                for (var tap = t->Taps; tap != 0; tap--)
                {
                    var r0 = rows[0];
                    var r1 = rows[1];
                    var r2 = rows[2];
                    var r3 = rows[3];
                    var r4 = rows[4];
                    var r5 = rows[5];
                    var r6 = rows[6];
                    var r7 = rows[7];
                    rows += 8;
                    Vector128<sbyte> x0, x1, x2, x3, x4, x5, x6, x7, w0, w1;
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
                        x4 = AdvSimd.LoadVector128(r4);
                        r4 += 16;
                        x5 = AdvSimd.LoadVector128(r5);
                        r5 += 16;
                        x6 = AdvSimd.LoadVector128(r6);
                        r6 += 16;
                        x7 = AdvSimd.LoadVector128(r7);
                        r7 += 16;
                        w0 = AdvSimd.LoadVector128(packed);
                        w1 = AdvSimd.LoadVector128(packed + 16);
                        c00 = Dp.DotProductBySelectedQuadruplet(c00, w0, x0, 0);
                        c10 = Dp.DotProductBySelectedQuadruplet(c10, w0, x1, 0);
                        c20 = Dp.DotProductBySelectedQuadruplet(c20, w0, x2, 0);
                        c30 = Dp.DotProductBySelectedQuadruplet(c30, w0, x3, 0);
                        c40 = Dp.DotProductBySelectedQuadruplet(c40, w0, x4, 0);
                        c50 = Dp.DotProductBySelectedQuadruplet(c50, w0, x5, 0);
                        c60 = Dp.DotProductBySelectedQuadruplet(c60, w0, x6, 0);
                        c70 = Dp.DotProductBySelectedQuadruplet(c70, w0, x7, 0);
                        c01 = Dp.DotProductBySelectedQuadruplet(c01, w1, x0, 0);
                        c11 = Dp.DotProductBySelectedQuadruplet(c11, w1, x1, 0);
                        c21 = Dp.DotProductBySelectedQuadruplet(c21, w1, x2, 0);
                        c31 = Dp.DotProductBySelectedQuadruplet(c31, w1, x3, 0);
                        c41 = Dp.DotProductBySelectedQuadruplet(c41, w1, x4, 0);
                        c51 = Dp.DotProductBySelectedQuadruplet(c51, w1, x5, 0);
                        c61 = Dp.DotProductBySelectedQuadruplet(c61, w1, x6, 0);
                        c71 = Dp.DotProductBySelectedQuadruplet(c71, w1, x7, 0);
                        w0 = AdvSimd.LoadVector128(packed + 32);
                        w1 = AdvSimd.LoadVector128(packed + 48);
                        c00 = Dp.DotProductBySelectedQuadruplet(c00, w0, x0, 1);
                        c10 = Dp.DotProductBySelectedQuadruplet(c10, w0, x1, 1);
                        c20 = Dp.DotProductBySelectedQuadruplet(c20, w0, x2, 1);
                        c30 = Dp.DotProductBySelectedQuadruplet(c30, w0, x3, 1);
                        c40 = Dp.DotProductBySelectedQuadruplet(c40, w0, x4, 1);
                        c50 = Dp.DotProductBySelectedQuadruplet(c50, w0, x5, 1);
                        c60 = Dp.DotProductBySelectedQuadruplet(c60, w0, x6, 1);
                        c70 = Dp.DotProductBySelectedQuadruplet(c70, w0, x7, 1);
                        c01 = Dp.DotProductBySelectedQuadruplet(c01, w1, x0, 1);
                        c11 = Dp.DotProductBySelectedQuadruplet(c11, w1, x1, 1);
                        c21 = Dp.DotProductBySelectedQuadruplet(c21, w1, x2, 1);
                        c31 = Dp.DotProductBySelectedQuadruplet(c31, w1, x3, 1);
                        c41 = Dp.DotProductBySelectedQuadruplet(c41, w1, x4, 1);
                        c51 = Dp.DotProductBySelectedQuadruplet(c51, w1, x5, 1);
                        c61 = Dp.DotProductBySelectedQuadruplet(c61, w1, x6, 1);
                        c71 = Dp.DotProductBySelectedQuadruplet(c71, w1, x7, 1);
                        w0 = AdvSimd.LoadVector128(packed + 64);
                        w1 = AdvSimd.LoadVector128(packed + 80);
                        c00 = Dp.DotProductBySelectedQuadruplet(c00, w0, x0, 2);
                        c10 = Dp.DotProductBySelectedQuadruplet(c10, w0, x1, 2);
                        c20 = Dp.DotProductBySelectedQuadruplet(c20, w0, x2, 2);
                        c30 = Dp.DotProductBySelectedQuadruplet(c30, w0, x3, 2);
                        c40 = Dp.DotProductBySelectedQuadruplet(c40, w0, x4, 2);
                        c50 = Dp.DotProductBySelectedQuadruplet(c50, w0, x5, 2);
                        c60 = Dp.DotProductBySelectedQuadruplet(c60, w0, x6, 2);
                        c70 = Dp.DotProductBySelectedQuadruplet(c70, w0, x7, 2);
                        c01 = Dp.DotProductBySelectedQuadruplet(c01, w1, x0, 2);
                        c11 = Dp.DotProductBySelectedQuadruplet(c11, w1, x1, 2);
                        c21 = Dp.DotProductBySelectedQuadruplet(c21, w1, x2, 2);
                        c31 = Dp.DotProductBySelectedQuadruplet(c31, w1, x3, 2);
                        c41 = Dp.DotProductBySelectedQuadruplet(c41, w1, x4, 2);
                        c51 = Dp.DotProductBySelectedQuadruplet(c51, w1, x5, 2);
                        c61 = Dp.DotProductBySelectedQuadruplet(c61, w1, x6, 2);
                        c71 = Dp.DotProductBySelectedQuadruplet(c71, w1, x7, 2);
                        w0 = AdvSimd.LoadVector128(packed + 96);
                        w1 = AdvSimd.LoadVector128(packed + 112);
                        packed += 128;
                        c00 = Dp.DotProductBySelectedQuadruplet(c00, w0, x0, 3);
                        c10 = Dp.DotProductBySelectedQuadruplet(c10, w0, x1, 3);
                        c20 = Dp.DotProductBySelectedQuadruplet(c20, w0, x2, 3);
                        c30 = Dp.DotProductBySelectedQuadruplet(c30, w0, x3, 3);
                        c40 = Dp.DotProductBySelectedQuadruplet(c40, w0, x4, 3);
                        c50 = Dp.DotProductBySelectedQuadruplet(c50, w0, x5, 3);
                        c60 = Dp.DotProductBySelectedQuadruplet(c60, w0, x6, 3);
                        c70 = Dp.DotProductBySelectedQuadruplet(c70, w0, x7, 3);
                        c01 = Dp.DotProductBySelectedQuadruplet(c01, w1, x0, 3);
                        c11 = Dp.DotProductBySelectedQuadruplet(c11, w1, x1, 3);
                        c21 = Dp.DotProductBySelectedQuadruplet(c21, w1, x2, 3);
                        c31 = Dp.DotProductBySelectedQuadruplet(c31, w1, x3, 3);
                        c41 = Dp.DotProductBySelectedQuadruplet(c41, w1, x4, 3);
                        c51 = Dp.DotProductBySelectedQuadruplet(c51, w1, x5, 3);
                        c61 = Dp.DotProductBySelectedQuadruplet(c61, w1, x6, 3);
                        c71 = Dp.DotProductBySelectedQuadruplet(c71, w1, x7, 3);
                    }

                    if (left == 0)
                        continue;
                    x0 = AdvSimd.LoadVector128(r0);
                    x1 = AdvSimd.LoadVector128(r1);
                    x2 = AdvSimd.LoadVector128(r2);
                    x3 = AdvSimd.LoadVector128(r3);
                    x4 = AdvSimd.LoadVector128(r4);
                    x5 = AdvSimd.LoadVector128(r5);
                    x6 = AdvSimd.LoadVector128(r6);
                    x7 = AdvSimd.LoadVector128(r7);
                    w0 = AdvSimd.LoadVector128(packed);
                    w1 = AdvSimd.LoadVector128(packed + 16);
                    packed += 32;
                    c00 = Dp.DotProductBySelectedQuadruplet(c00, w0, x0, 0);
                    c10 = Dp.DotProductBySelectedQuadruplet(c10, w0, x1, 0);
                    c20 = Dp.DotProductBySelectedQuadruplet(c20, w0, x2, 0);
                    c30 = Dp.DotProductBySelectedQuadruplet(c30, w0, x3, 0);
                    c40 = Dp.DotProductBySelectedQuadruplet(c40, w0, x4, 0);
                    c50 = Dp.DotProductBySelectedQuadruplet(c50, w0, x5, 0);
                    c60 = Dp.DotProductBySelectedQuadruplet(c60, w0, x6, 0);
                    c70 = Dp.DotProductBySelectedQuadruplet(c70, w0, x7, 0);
                    c01 = Dp.DotProductBySelectedQuadruplet(c01, w1, x0, 0);
                    c11 = Dp.DotProductBySelectedQuadruplet(c11, w1, x1, 0);
                    c21 = Dp.DotProductBySelectedQuadruplet(c21, w1, x2, 0);
                    c31 = Dp.DotProductBySelectedQuadruplet(c31, w1, x3, 0);
                    c41 = Dp.DotProductBySelectedQuadruplet(c41, w1, x4, 0);
                    c51 = Dp.DotProductBySelectedQuadruplet(c51, w1, x5, 0);
                    c61 = Dp.DotProductBySelectedQuadruplet(c61, w1, x6, 0);
                    c71 = Dp.DotProductBySelectedQuadruplet(c71, w1, x7, 0);

                    if (left > 1)
                    {
                        w0 = AdvSimd.LoadVector128(packed);
                        w1 = AdvSimd.LoadVector128(packed + 16);
                        packed += 32;
                        c00 = Dp.DotProductBySelectedQuadruplet(c00, w0, x0, 1);
                        c10 = Dp.DotProductBySelectedQuadruplet(c10, w0, x1, 1);
                        c20 = Dp.DotProductBySelectedQuadruplet(c20, w0, x2, 1);
                        c30 = Dp.DotProductBySelectedQuadruplet(c30, w0, x3, 1);
                        c40 = Dp.DotProductBySelectedQuadruplet(c40, w0, x4, 1);
                        c50 = Dp.DotProductBySelectedQuadruplet(c50, w0, x5, 1);
                        c60 = Dp.DotProductBySelectedQuadruplet(c60, w0, x6, 1);
                        c70 = Dp.DotProductBySelectedQuadruplet(c70, w0, x7, 1);
                        c01 = Dp.DotProductBySelectedQuadruplet(c01, w1, x0, 1);
                        c11 = Dp.DotProductBySelectedQuadruplet(c11, w1, x1, 1);
                        c21 = Dp.DotProductBySelectedQuadruplet(c21, w1, x2, 1);
                        c31 = Dp.DotProductBySelectedQuadruplet(c31, w1, x3, 1);
                        c41 = Dp.DotProductBySelectedQuadruplet(c41, w1, x4, 1);
                        c51 = Dp.DotProductBySelectedQuadruplet(c51, w1, x5, 1);
                        c61 = Dp.DotProductBySelectedQuadruplet(c61, w1, x6, 1);
                        c71 = Dp.DotProductBySelectedQuadruplet(c71, w1, x7, 1);
                    }

                    if (left > 2)
                    {
                        w0 = AdvSimd.LoadVector128(packed);
                        w1 = AdvSimd.LoadVector128(packed + 16);
                        packed += 32;
                        c00 = Dp.DotProductBySelectedQuadruplet(c00, w0, x0, 2);
                        c10 = Dp.DotProductBySelectedQuadruplet(c10, w0, x1, 2);
                        c20 = Dp.DotProductBySelectedQuadruplet(c20, w0, x2, 2);
                        c30 = Dp.DotProductBySelectedQuadruplet(c30, w0, x3, 2);
                        c40 = Dp.DotProductBySelectedQuadruplet(c40, w0, x4, 2);
                        c50 = Dp.DotProductBySelectedQuadruplet(c50, w0, x5, 2);
                        c60 = Dp.DotProductBySelectedQuadruplet(c60, w0, x6, 2);
                        c70 = Dp.DotProductBySelectedQuadruplet(c70, w0, x7, 2);
                        c01 = Dp.DotProductBySelectedQuadruplet(c01, w1, x0, 2);
                        c11 = Dp.DotProductBySelectedQuadruplet(c11, w1, x1, 2);
                        c21 = Dp.DotProductBySelectedQuadruplet(c21, w1, x2, 2);
                        c31 = Dp.DotProductBySelectedQuadruplet(c31, w1, x3, 2);
                        c41 = Dp.DotProductBySelectedQuadruplet(c41, w1, x4, 2);
                        c51 = Dp.DotProductBySelectedQuadruplet(c51, w1, x5, 2);
                        c61 = Dp.DotProductBySelectedQuadruplet(c61, w1, x6, 2);
                        c71 = Dp.DotProductBySelectedQuadruplet(c71, w1, x7, 2);
                    }
                }

                var (m0, m1) = (AdvSimd.LoadVector128(header + 8), AdvSimd.LoadVector128(header + 12));
                var (s0, s1) = (AdvSimd.LoadVector128(header + 16), AdvSimd.LoadVector128(header + 20));
                c00 = TRequantizer.Scale(c00, m0, s0);
                c01 = TRequantizer.Scale(c01, m1, s1);
                c10 = TRequantizer.Scale(c10, m0, s0);
                c11 = TRequantizer.Scale(c11, m1, s1);
                c20 = TRequantizer.Scale(c20, m0, s0);
                c21 = TRequantizer.Scale(c21, m1, s1);
                c30 = TRequantizer.Scale(c30, m0, s0);
                c31 = TRequantizer.Scale(c31, m1, s1);
                c00 = TRequantizer.Round(c00, s0);
                c01 = TRequantizer.Round(c01, s1);
                c10 = TRequantizer.Round(c10, s0);
                c11 = TRequantizer.Round(c11, s1);
                c20 = TRequantizer.Round(c20, s0);
                c21 = TRequantizer.Round(c21, s1);
                c30 = TRequantizer.Round(c30, s0);
                c31 = TRequantizer.Round(c31, s1);
                c40 = TRequantizer.Scale(c40, m0, s0);
                c41 = TRequantizer.Scale(c41, m1, s1);
                c50 = TRequantizer.Scale(c50, m0, s0);
                c51 = TRequantizer.Scale(c51, m1, s1);
                c60 = TRequantizer.Scale(c60, m0, s0);
                c61 = TRequantizer.Scale(c61, m1, s1);
                c70 = TRequantizer.Scale(c70, m0, s0);
                c71 = TRequantizer.Scale(c71, m1, s1);
                c40 = TRequantizer.Round(c40, s0);
                c41 = TRequantizer.Round(c41, s1);
                c50 = TRequantizer.Round(c50, s0);
                c51 = TRequantizer.Round(c51, s1);
                c60 = TRequantizer.Round(c60, s0);
                c61 = TRequantizer.Round(c61, s1);
                c70 = TRequantizer.Round(c70, s0);
                c71 = TRequantizer.Round(c71, s1);
                var y0 = Requantizers128Neon.Narrow(c00, c01, t->ZeroPoint);
                var y1 = Requantizers128Neon.Narrow(c10, c11, t->ZeroPoint);
                var y2 = Requantizers128Neon.Narrow(c20, c21, t->ZeroPoint);
                var y3 = Requantizers128Neon.Narrow(c30, c31, t->ZeroPoint);
                var y4 = Requantizers128Neon.Narrow(c40, c41, t->ZeroPoint);
                var y5 = Requantizers128Neon.Narrow(c50, c51, t->ZeroPoint);
                var y6 = Requantizers128Neon.Narrow(c60, c61, t->ZeroPoint);
                var y7 = Requantizers128Neon.Narrow(c70, c71, t->ZeroPoint);
                if (isCut)
                {
                    var (least, greatest) = (t->Least.GetLower(), t->Greatest.GetLower());
                    y0 = AdvSimd.Max(AdvSimd.Min(y0, greatest), least);
                    y1 = AdvSimd.Max(AdvSimd.Min(y1, greatest), least);
                    y2 = AdvSimd.Max(AdvSimd.Min(y2, greatest), least);
                    y3 = AdvSimd.Max(AdvSimd.Min(y3, greatest), least);
                    y4 = AdvSimd.Max(AdvSimd.Min(y4, greatest), least);
                    y5 = AdvSimd.Max(AdvSimd.Min(y5, greatest), least);
                    y6 = AdvSimd.Max(AdvSimd.Min(y6, greatest), least);
                    y7 = AdvSimd.Max(AdvSimd.Min(y7, greatest), least);
                }

                var room = t->Channels - channel;
                var outputs = t->Outputs;
                if (room >= 8)
                {
                    AdvSimd.Store(outputs[0] + channel, y0);
                    AdvSimd.Store(outputs[1] + channel, y1);
                    AdvSimd.Store(outputs[2] + channel, y2);
                    AdvSimd.Store(outputs[3] + channel, y3);
                    AdvSimd.Store(outputs[4] + channel, y4);
                    AdvSimd.Store(outputs[5] + channel, y5);
                    AdvSimd.Store(outputs[6] + channel, y6);
                    AdvSimd.Store(outputs[7] + channel, y7);
                }
                else
                {
                    AdvSimd.Store(t->Spill, y0);
                    AdvSimd.Store(t->Spill + 8, y1);
                    AdvSimd.Store(t->Spill + 16, y2);
                    AdvSimd.Store(t->Spill + 24, y3);
                    AdvSimd.Store(t->Spill + 32, y4);
                    AdvSimd.Store(t->Spill + 40, y5);
                    AdvSimd.Store(t->Spill + 48, y6);
                    AdvSimd.Store(t->Spill + 56, y7);
                    for (var row = 0; row < 8; row++)
                        TileStore.Part(t->Spill + 8 * row, outputs[row] + channel, room);
                }
            }
        }
    }
}
