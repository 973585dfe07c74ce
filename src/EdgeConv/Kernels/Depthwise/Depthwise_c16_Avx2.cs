using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using EdgeConv.Kernels.Numerics;
using EdgeConv.Kernels.Requantizers;

namespace EdgeConv.Kernels.Depthwise;

/// <summary>
/// One output row, any filter, stride and dilation, sixteen channels: two filter rows at a time are interleaved and widened to 16 bits, VPMADDWD sums their products.
/// Weights have 16 bits, which hold them without their zero point. Registers: two accumulators, two lines, two widened.
/// </summary>
internal readonly unsafe struct Depthwise_c16_Avx2 : IDepthwiseTile
{
    // A constant: a static of another kind would be a check, perhaps a call, inside the leaf.
    private const int HeaderBytes = (3 * sizeof(int) + sizeof(long)) * 16;

    /// <inheritdoc/>
    public static int Rows => 1;

    /// <inheritdoc/>
    public static PackedLayout Layout { get; } = new(16, 2, IsPrepared: true, WeightBytes: 2);

    /// <inheritdoc/>
    public static string? Refusal(in ConvolutionArguments a) => null;

    /// <inheritdoc/>
    public static delegate*<DepthwiseTileArguments*, void> Entry(Requantization requantization) => requantization switch
    {
        Requantization.ExactRightPositive => &Run<Requantizers256.ExactRightPositive>,
        Requantization.ExactRight => &Run<Requantizers256.ExactRight>,
        Requantization.Float => &Run<Requantizers256.Float>,
        _ => &Run<Requantizers256.Exact>,
    };

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Run<TRequantizer>(DepthwiseTileArguments* t)
        where TRequantizer : struct, IRequantizer256
    {
        var packed = t->Packed;
        for (var channel = 0; channel < t->Channels; channel += 16, packed += t->BlockBytes)
        {
            var header = (int*)packed;
            var output = t->Outputs[0] + channel;
            nint at = channel;
            for (var column = t->Columns; column > 0; column--)
            {
                var weights = (short*)(packed + HeaderBytes);
                var (a0, a1) = (Avx.LoadVector256(header), Avx.LoadVector256(header + 8));
                var tap = at;
                for (var fx = t->FilterWidth; fx > 0; fx--, tap += t->TapBytes)
                {
                    var lines = t->Lines;
                    for (var fy = t->FilterHeight; fy > 0; fy -= 2, lines += 2, weights += 32)
                    {
                        var x0 = Sse2.LoadVector128(lines[0] + tap);
                        var x1 = Sse2.LoadVector128(lines[1] + tap);
                        a0 += Avx2.MultiplyAddAdjacent(Avx2.ConvertToVector256Int16(Sse2.UnpackLow(x0, x1)), Avx.LoadVector256(weights));
                        a1 += Avx2.MultiplyAddAdjacent(Avx2.ConvertToVector256Int16(Sse2.UnpackHigh(x0, x1)), Avx.LoadVector256(weights + 16));
                    }
                }

                DepthwiseOutput256.Store(DepthwiseOutput256.Finish<TRequantizer>(a0, a1, header + 16, t), output, t->Channels - channel, t->Spill);
                at += t->ColumnBytes;
                output += t->Channels;
            }
        }
    }
}
