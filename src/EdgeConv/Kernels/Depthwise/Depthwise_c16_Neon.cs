using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using EdgeConv.Kernels.Numerics;
using EdgeConv.Kernels.Requantizers;

namespace EdgeConv.Kernels.Depthwise;

/// <summary>
/// One output row, any filter, stride and dilation, sixteen channels: products of two filter rows meet in 16 bits (SMULL, SMLAL) and are added to 32 (SADDW).
/// Registers: four accumulators, two of products, two of input, two of weights. Upper halves go first: a lower half that is still needed would be copied.
/// </summary>
internal readonly unsafe struct Depthwise_c16_Neon : IDepthwiseTile
{
    /// <inheritdoc/>
    public static int Rows => 1;

    /// <inheritdoc/>
    public static PackedLayout Layout { get; } = new(16, 1);

    /// <inheritdoc/>
    public static string? Refusal(in ConvolutionArguments a) => null;

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
        var zeroPoint = Vector128.Create((short)t->OutputZeroPoint);
        for (var left = t->Channels; left > 0; left -= 16, packed += t->BlockBytes)
        {
            var header = (int*)packed;
            nint at = t->Channels - left;
            var output = t->Outputs[0] + at;
            var isPart = left < 16;
            for (var column = t->Columns; column > 0; column--)
            {
                var weights = (sbyte*)packed + 3 * 16 * sizeof(int);
                var (a0, a1, a2, a3) = (AdvSimd.LoadVector128(header), AdvSimd.LoadVector128(header + 4), AdvSimd.LoadVector128(header + 8), AdvSimd.LoadVector128(header + 12));
                for (var plane = t->Planes; plane > 0; plane--)
                {
                    var tap = at;
                    for (var fx = t->FilterWidth; fx > 0; fx--, tap += t->TapBytes)
                    {
                        var lines = t->Lines;
                        var fy = t->FilterHeight;
                        for (; fy >= 2; fy -= 2, lines += 2, weights += 32)
                        {
                            var (x0, w0) = (AdvSimd.LoadVector128(lines[0] + tap), AdvSimd.LoadVector128(weights));
                            var (x1, w1) = (AdvSimd.LoadVector128(lines[1] + tap), AdvSimd.LoadVector128(weights + 16));
                            var high = AdvSimd.MultiplyWideningUpper(x0, w0);
                            var low = AdvSimd.MultiplyWideningLower(x0.GetLower(), w0.GetLower());
                            high = AdvSimd.MultiplyWideningUpperAndAdd(high, x1, w1);
                            low = AdvSimd.MultiplyWideningLowerAndAdd(low, x1.GetLower(), w1.GetLower());
                            a3 = AdvSimd.AddWideningUpper(a3, high);
                            a2 = AdvSimd.AddWideningLower(a2, high.GetLower());
                            a1 = AdvSimd.AddWideningUpper(a1, low);
                            a0 = AdvSimd.AddWideningLower(a0, low.GetLower());
                        }

                        if (fy > 0)
                        {
                            var (x0, w0) = (AdvSimd.LoadVector128(lines[0] + tap), AdvSimd.LoadVector128(weights));
                            weights += 16;
                            var high = AdvSimd.MultiplyWideningUpper(x0, w0);
                            var low = AdvSimd.MultiplyWideningLower(x0.GetLower(), w0.GetLower());
                            a3 = AdvSimd.AddWideningUpper(a3, high);
                            a2 = AdvSimd.AddWideningLower(a2, high.GetLower());
                            a1 = AdvSimd.AddWideningUpper(a1, low);
                            a0 = AdvSimd.AddWideningLower(a0, low.GetLower());
                        }
                    }
                }

                a0 = TRequantizer.Apply(a0, AdvSimd.LoadVector128(header + 16), AdvSimd.LoadVector128(header + 32));
                a1 = TRequantizer.Apply(a1, AdvSimd.LoadVector128(header + 20), AdvSimd.LoadVector128(header + 36));
                a2 = TRequantizer.Apply(a2, AdvSimd.LoadVector128(header + 24), AdvSimd.LoadVector128(header + 40));
                a3 = TRequantizer.Apply(a3, AdvSimd.LoadVector128(header + 28), AdvSimd.LoadVector128(header + 44));
                var values = Requantizers128Neon.Narrow(a0, a1, a2, a3, zeroPoint);
                if (isCut)
                    values = DepthwiseOutput128.Cut(values, t);
                AdvSimd.Store(isPart ? t->Spill : output, values);
                if (isPart)
                    DepthwiseOutput128.Part(t->Spill, output, left);
                at += t->ColumnBytes;
                output += t->Channels;
            }
        }
    }
}
