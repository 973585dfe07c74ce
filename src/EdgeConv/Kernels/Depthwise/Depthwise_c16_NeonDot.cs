using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using EdgeConv.Kernels.Numerics;
using EdgeConv.Kernels.Requantizers;

namespace EdgeConv.Kernels.Depthwise;

/// <summary>
/// One output row, any filter, stride and dilation, sixteen channels: four filter rows at a time are interleaved byte by byte, so that one SDOT sums them for
/// four channels. Registers: four accumulators, four lines, four interleaved, four of weights.
/// </summary>
internal readonly unsafe struct Depthwise_c16_NeonDot : IDepthwiseTile
{
    /// <inheritdoc/>
    public static int Rows => 1;

    /// <inheritdoc/>
    public static PackedLayout Layout { get; } = new(16, 4);

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
                        for (var fy = t->FilterHeight; fy > 0; fy -= 4, lines += 4, weights += 64)
                        {
                            var x0 = AdvSimd.LoadVector128(lines[0] + tap);
                            var x1 = AdvSimd.LoadVector128(lines[1] + tap);
                            var x2 = AdvSimd.LoadVector128(lines[2] + tap);
                            var x3 = AdvSimd.LoadVector128(lines[3] + tap);
                            var top = AdvSimd.Arm64.ZipLow(x0, x1).AsInt16();
                            var bottom = AdvSimd.Arm64.ZipLow(x2, x3).AsInt16();
                            a0 = Dp.DotProduct(a0, AdvSimd.Arm64.ZipLow(top, bottom).AsSByte(), AdvSimd.LoadVector128(weights));
                            a1 = Dp.DotProduct(a1, AdvSimd.Arm64.ZipHigh(top, bottom).AsSByte(), AdvSimd.LoadVector128(weights + 16));
                            top = AdvSimd.Arm64.ZipHigh(x0, x1).AsInt16();
                            bottom = AdvSimd.Arm64.ZipHigh(x2, x3).AsInt16();
                            a2 = Dp.DotProduct(a2, AdvSimd.Arm64.ZipLow(top, bottom).AsSByte(), AdvSimd.LoadVector128(weights + 32));
                            a3 = Dp.DotProduct(a3, AdvSimd.Arm64.ZipHigh(top, bottom).AsSByte(), AdvSimd.LoadVector128(weights + 48));
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
