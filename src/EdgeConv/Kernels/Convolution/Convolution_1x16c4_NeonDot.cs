using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using EdgeConv.Kernels.Numerics;
using EdgeConv.Kernels.Requantizers;

namespace EdgeConv.Kernels.Convolution;

/// <summary>
/// One position by sixteen channels, four products a step: for products of a single row with a matrix, which are as fast as the weights arrive.
/// </summary>
internal readonly unsafe struct Convolution_1x16c4_NeonDot : IConvolutionTile
{
    /// <inheritdoc/>
    public static int Rows => 1;

    /// <inheritdoc/>
    public static PackedLayout Layout { get; } = new(16, 4);

    /// <summary>Why several positions are left to the taller tile.</summary>
    public static string? Refusal(in ConvolutionArguments a) =>
        a.Geometry.Batches * a.Geometry.OutputHeight * a.Geometry.OutputWidth > 2 ? "more than two positions share the weights in a taller tile" : ConvolutionDriver<Convolution_1x16c4_NeonDot>.Refusal(in a);

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
            for (var channel = 0; channel < t->Channels; channel += 16)
            {
                var header = (int*)packed;
                var correction = Vector128.Create(*t->Corrections);
                var (c0, c1) = (AdvSimd.LoadVector128(header) + correction, AdvSimd.LoadVector128(header + 4) + correction);
                var (c2, c3) = (AdvSimd.LoadVector128(header + 8) + correction, AdvSimd.LoadVector128(header + 12) + correction);

                packed += 3 * 16 * sizeof(int);
                var rows = t->Rows;
                for (var tap = t->Taps; tap > 0; tap--)
                {
                    var row = *rows++;
                    Vector128<sbyte> x, w0, w1, w2, w3;
                    for (var fours = t->Steps >> 2; fours != 0; fours--)
                    {
                        x = AdvSimd.LoadVector128(row);
                        row += 16;
                        w0 = AdvSimd.LoadVector128(packed);
                        w1 = AdvSimd.LoadVector128(packed + 16);
                        w2 = AdvSimd.LoadVector128(packed + 32);
                        w3 = AdvSimd.LoadVector128(packed + 48);
                        c0 = Dp.DotProductBySelectedQuadruplet(c0, w0, x, 0);
                        c1 = Dp.DotProductBySelectedQuadruplet(c1, w1, x, 0);
                        c2 = Dp.DotProductBySelectedQuadruplet(c2, w2, x, 0);
                        c3 = Dp.DotProductBySelectedQuadruplet(c3, w3, x, 0);
                        w0 = AdvSimd.LoadVector128(packed + 64);
                        w1 = AdvSimd.LoadVector128(packed + 80);
                        w2 = AdvSimd.LoadVector128(packed + 96);
                        w3 = AdvSimd.LoadVector128(packed + 112);
                        c0 = Dp.DotProductBySelectedQuadruplet(c0, w0, x, 1);
                        c1 = Dp.DotProductBySelectedQuadruplet(c1, w1, x, 1);
                        c2 = Dp.DotProductBySelectedQuadruplet(c2, w2, x, 1);
                        c3 = Dp.DotProductBySelectedQuadruplet(c3, w3, x, 1);
                        w0 = AdvSimd.LoadVector128(packed + 128);
                        w1 = AdvSimd.LoadVector128(packed + 144);
                        w2 = AdvSimd.LoadVector128(packed + 160);
                        w3 = AdvSimd.LoadVector128(packed + 176);
                        c0 = Dp.DotProductBySelectedQuadruplet(c0, w0, x, 2);
                        c1 = Dp.DotProductBySelectedQuadruplet(c1, w1, x, 2);
                        c2 = Dp.DotProductBySelectedQuadruplet(c2, w2, x, 2);
                        c3 = Dp.DotProductBySelectedQuadruplet(c3, w3, x, 2);
                        w0 = AdvSimd.LoadVector128(packed + 192);
                        w1 = AdvSimd.LoadVector128(packed + 208);
                        w2 = AdvSimd.LoadVector128(packed + 224);
                        w3 = AdvSimd.LoadVector128(packed + 240);
                        packed += 256;
                        c0 = Dp.DotProductBySelectedQuadruplet(c0, w0, x, 3);
                        c1 = Dp.DotProductBySelectedQuadruplet(c1, w1, x, 3);
                        c2 = Dp.DotProductBySelectedQuadruplet(c2, w2, x, 3);
                        c3 = Dp.DotProductBySelectedQuadruplet(c3, w3, x, 3);
                    }

                    var left = t->Steps & 3;
                    if (left == 0)
                        continue;
                    x = AdvSimd.LoadVector128(row);
                    w0 = AdvSimd.LoadVector128(packed);
                    w1 = AdvSimd.LoadVector128(packed + 16);
                    w2 = AdvSimd.LoadVector128(packed + 32);
                    w3 = AdvSimd.LoadVector128(packed + 48);
                    packed += 64;
                    c0 = Dp.DotProductBySelectedQuadruplet(c0, w0, x, 0);
                    c1 = Dp.DotProductBySelectedQuadruplet(c1, w1, x, 0);
                    c2 = Dp.DotProductBySelectedQuadruplet(c2, w2, x, 0);
                    c3 = Dp.DotProductBySelectedQuadruplet(c3, w3, x, 0);

                    if (left > 1)
                    {
                        w0 = AdvSimd.LoadVector128(packed);
                        w1 = AdvSimd.LoadVector128(packed + 16);
                        w2 = AdvSimd.LoadVector128(packed + 32);
                        w3 = AdvSimd.LoadVector128(packed + 48);
                        packed += 64;
                        c0 = Dp.DotProductBySelectedQuadruplet(c0, w0, x, 1);
                        c1 = Dp.DotProductBySelectedQuadruplet(c1, w1, x, 1);
                        c2 = Dp.DotProductBySelectedQuadruplet(c2, w2, x, 1);
                        c3 = Dp.DotProductBySelectedQuadruplet(c3, w3, x, 1);
                    }

                    if (left > 2)
                    {
                        w0 = AdvSimd.LoadVector128(packed);
                        w1 = AdvSimd.LoadVector128(packed + 16);
                        w2 = AdvSimd.LoadVector128(packed + 32);
                        w3 = AdvSimd.LoadVector128(packed + 48);
                        packed += 64;
                        c0 = Dp.DotProductBySelectedQuadruplet(c0, w0, x, 2);
                        c1 = Dp.DotProductBySelectedQuadruplet(c1, w1, x, 2);
                        c2 = Dp.DotProductBySelectedQuadruplet(c2, w2, x, 2);
                        c3 = Dp.DotProductBySelectedQuadruplet(c3, w3, x, 2);
                    }
                }

                var (m0, m1, m2, m3) = (AdvSimd.LoadVector128(header + 16), AdvSimd.LoadVector128(header + 20), AdvSimd.LoadVector128(header + 24), AdvSimd.LoadVector128(header + 28));
                var (s0, s1, s2, s3) = (AdvSimd.LoadVector128(header + 32), AdvSimd.LoadVector128(header + 36), AdvSimd.LoadVector128(header + 40), AdvSimd.LoadVector128(header + 44));
                var output = Requantizers128Neon.Narrow(
                    TRequantizer.Apply(c0, m0, s0), TRequantizer.Apply(c1, m1, s1), TRequantizer.Apply(c2, m2, s2), TRequantizer.Apply(c3, m3, s3), t->ZeroPoint);
                output = AdvSimd.Max(AdvSimd.Min(output, t->Greatest), t->Least);
                var room = t->Channels - channel;
                if (room >= 16)
                {
                    AdvSimd.Store(t->Outputs[0] + channel, output);
                }
                else
                {
                    AdvSimd.Store(t->Spill, output);
                    TileStore.Part(t->Spill, t->Outputs[0] + channel, room);
                }
            }
        }
    }
}
