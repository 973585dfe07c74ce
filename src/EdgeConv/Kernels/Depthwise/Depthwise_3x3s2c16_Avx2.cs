using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using EdgeConv.Kernels.Numerics;
using EdgeConv.Kernels.Requantizers;

namespace EdgeConv.Kernels.Depthwise;

/// <summary>
/// One output row, 3x3 filters of width stride 2, sixteen channels: the three rows of a column, the last of them twice, are interleaved in pairs and widened to 16 bits, VPMADDWD sums
/// their products. The last column of a position is the first of the next: widened once, it ends the sums of the one and begins those of the other. Weights have 16 bits, which hold
/// them without their zero point. Registers: four accumulators, three lines, four widened.
/// </summary>
internal readonly unsafe struct Depthwise_3x3s2c16_Avx2 : IDepthwiseTile
{
    // A constant: a static of another kind would be a check, perhaps a call, inside the leaf.
    private const int HeaderBytes = (3 * sizeof(int) + sizeof(long)) * 16;

    /// <inheritdoc/>
    public static int Rows => 1;

    /// <inheritdoc/>
    public static PackedLayout Layout { get; } = new(16, 2, IsPrepared: true, WeightBytes: 2);

    /// <inheritdoc/>
    public static string? Refusal(in ConvolutionArguments a) =>
        a.Geometry is not { FilterHeight: 3, FilterWidth: 3, StrideWidth: 2, DilationWidth: 1 } ? "needs 3x3 filters of width stride 2 and dilation 1" : null;

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
        nint tap = t->TapBytes;
        for (var channel = 0; channel < t->Channels; channel += 16, packed += t->BlockBytes)
        {
            var header = (int*)packed;
            var weights = (short*)(packed + HeaderBytes);
            var line0 = t->Lines[0] + channel;
            var line1 = t->Lines[1] + channel;
            var line2 = t->Lines[2] + channel;
            var output = t->Outputs[0] + channel;
            var x0 = Sse2.LoadVector128(line0);
            var x1 = Sse2.LoadVector128(line1);
            var x2 = Sse2.LoadVector128(line2);
            var top = Avx2.ConvertToVector256Int16(Sse2.UnpackLow(x0, x1));
            var bottom = Avx2.ConvertToVector256Int16(Sse2.UnpackLow(x2, x2));
            var a0 = Avx.LoadVector256(header) + Avx2.MultiplyAddAdjacent(top, Avx.LoadVector256(weights)) + Avx2.MultiplyAddAdjacent(bottom, Avx.LoadVector256(weights + 32));
            top = Avx2.ConvertToVector256Int16(Sse2.UnpackHigh(x0, x1));
            bottom = Avx2.ConvertToVector256Int16(Sse2.UnpackHigh(x2, x2));
            var a1 = Avx.LoadVector256(header + 8) + Avx2.MultiplyAddAdjacent(top, Avx.LoadVector256(weights + 16)) + Avx2.MultiplyAddAdjacent(bottom, Avx.LoadVector256(weights + 48));
            for (var column = t->Columns; column > 0; column--)
            {
                x0 = Sse2.LoadVector128(line0 + tap);
                x1 = Sse2.LoadVector128(line1 + tap);
                x2 = Sse2.LoadVector128(line2 + tap);
                top = Avx2.ConvertToVector256Int16(Sse2.UnpackLow(x0, x1));
                bottom = Avx2.ConvertToVector256Int16(Sse2.UnpackLow(x2, x2));
                a0 += Avx2.MultiplyAddAdjacent(top, Avx.LoadVector256(weights + 64)) + Avx2.MultiplyAddAdjacent(bottom, Avx.LoadVector256(weights + 96));
                top = Avx2.ConvertToVector256Int16(Sse2.UnpackHigh(x0, x1));
                bottom = Avx2.ConvertToVector256Int16(Sse2.UnpackHigh(x2, x2));
                a1 += Avx2.MultiplyAddAdjacent(top, Avx.LoadVector256(weights + 80)) + Avx2.MultiplyAddAdjacent(bottom, Avx.LoadVector256(weights + 112));
                line0 += t->ColumnBytes;
                line1 += t->ColumnBytes;
                line2 += t->ColumnBytes;
                x0 = Sse2.LoadVector128(line0);
                x1 = Sse2.LoadVector128(line1);
                x2 = Sse2.LoadVector128(line2);
                top = Avx2.ConvertToVector256Int16(Sse2.UnpackLow(x0, x1));
                bottom = Avx2.ConvertToVector256Int16(Sse2.UnpackLow(x2, x2));
                a0 += Avx2.MultiplyAddAdjacent(top, Avx.LoadVector256(weights + 128)) + Avx2.MultiplyAddAdjacent(bottom, Avx.LoadVector256(weights + 160));
                var b0 = Avx.LoadVector256(header) + Avx2.MultiplyAddAdjacent(top, Avx.LoadVector256(weights)) + Avx2.MultiplyAddAdjacent(bottom, Avx.LoadVector256(weights + 32));
                top = Avx2.ConvertToVector256Int16(Sse2.UnpackHigh(x0, x1));
                bottom = Avx2.ConvertToVector256Int16(Sse2.UnpackHigh(x2, x2));
                a1 += Avx2.MultiplyAddAdjacent(top, Avx.LoadVector256(weights + 144)) + Avx2.MultiplyAddAdjacent(bottom, Avx.LoadVector256(weights + 176));
                var b1 = Avx.LoadVector256(header + 8) + Avx2.MultiplyAddAdjacent(top, Avx.LoadVector256(weights + 16)) + Avx2.MultiplyAddAdjacent(bottom, Avx.LoadVector256(weights + 48));
                DepthwiseOutput256.Store(DepthwiseOutput256.Finish<TRequantizer>(a0, a1, header + 16, t), output, t->Channels - channel, t->Spill);
                output += t->Channels;
                a0 = b0;
                a1 = b1;
            }
        }
    }
}
