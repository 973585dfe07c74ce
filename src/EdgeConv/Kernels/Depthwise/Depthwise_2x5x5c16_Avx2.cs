using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using EdgeConv.Kernels.Numerics;
using EdgeConv.Kernels.Requantizers;

namespace EdgeConv.Kernels.Depthwise;

/// <summary>
/// Two output rows, 5x5 filters of any width stride and dilation, sixteen channels: the six input rows are interleaved in pairs and widened to 16 bits, and serve both output
/// rows, the second with its weights one place further down; VPMADDWD sums pairs. Weights have 16 bits, which hold them without their zero point. Registers: four accumulators,
/// six lines, three widened.
/// </summary>
internal readonly unsafe struct Depthwise_2x5x5c16_Avx2 : IDepthwiseTile
{
    // A constant: a static of another kind would be a check, perhaps a call, inside the leaf.
    private const int HeaderBytes = (3 * sizeof(int) + sizeof(long)) * 16;

    private const int ColumnValues = 3 * 2 * 16;

    /// <inheritdoc/>
    public static int Rows => 2;

    /// <inheritdoc/>
    public static PackedLayout Layout { get; } = new(16, 2, IsPrepared: true, WeightBytes: 2);

    /// <inheritdoc/>
    public static string? Refusal(in ConvolutionArguments a) => a.Geometry is not { FilterHeight: 5, FilterWidth: 5 } ? "needs 5x5 filters" : null;

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
        var lower = stackalloc short[5 * ColumnValues];
        var packed = t->Packed;
        var tap = t->TapBytes;
        var (tap2, tap3, tap4) = (2 * tap, 3 * tap, 4 * tap);
        for (var channel = 0; channel < t->Channels; channel += 16, packed += t->BlockBytes)
        {
            var header = (int*)packed;
            var weights = (short*)(packed + HeaderBytes);
            MoveDown(weights, lower);
            var line0 = t->Lines[0] + channel;
            var line1 = t->Lines[1] + channel;
            var line2 = t->Lines[2] + channel;
            var line3 = t->Lines[3] + channel;
            var line4 = t->Lines[4] + channel;
            var line5 = t->Lines[5] + channel;
            var output0 = t->Outputs[0] + channel;
            var output1 = t->Outputs[1] + channel;
            var left = t->Channels - channel;
            for (var column = t->Columns; column > 0; column--)
            {
                var (a0, a1) = (Avx.LoadVector256(header), Avx.LoadVector256(header + 8));
                var (b0, b1) = (a0, a1);
                var x0 = Sse2.LoadVector128(line0);
                var x1 = Sse2.LoadVector128(line1);
                var x2 = Sse2.LoadVector128(line2);
                var x3 = Sse2.LoadVector128(line3);
                var x4 = Sse2.LoadVector128(line4);
                var x5 = Sse2.LoadVector128(line5);
                var top = Avx2.ConvertToVector256Int16(Sse2.UnpackLow(x0, x1));
                var middle = Avx2.ConvertToVector256Int16(Sse2.UnpackLow(x2, x3));
                var bottom = Avx2.ConvertToVector256Int16(Sse2.UnpackLow(x4, x5));
                a0 += Avx2.MultiplyAddAdjacent(top, Avx.LoadVector256(weights + 0)) + Avx2.MultiplyAddAdjacent(middle, Avx.LoadVector256(weights + 32)) + Avx2.MultiplyAddAdjacent(bottom, Avx.LoadVector256(weights + 64));
                b0 += Avx2.MultiplyAddAdjacent(top, Avx.LoadVector256(lower + 0)) + Avx2.MultiplyAddAdjacent(middle, Avx.LoadVector256(lower + 32)) + Avx2.MultiplyAddAdjacent(bottom, Avx.LoadVector256(lower + 64));
                top = Avx2.ConvertToVector256Int16(Sse2.UnpackHigh(x0, x1));
                middle = Avx2.ConvertToVector256Int16(Sse2.UnpackHigh(x2, x3));
                bottom = Avx2.ConvertToVector256Int16(Sse2.UnpackHigh(x4, x5));
                a1 += Avx2.MultiplyAddAdjacent(top, Avx.LoadVector256(weights + 16)) + Avx2.MultiplyAddAdjacent(middle, Avx.LoadVector256(weights + 48)) + Avx2.MultiplyAddAdjacent(bottom, Avx.LoadVector256(weights + 80));
                b1 += Avx2.MultiplyAddAdjacent(top, Avx.LoadVector256(lower + 16)) + Avx2.MultiplyAddAdjacent(middle, Avx.LoadVector256(lower + 48)) + Avx2.MultiplyAddAdjacent(bottom, Avx.LoadVector256(lower + 80));

                x0 = Sse2.LoadVector128(line0 + tap);
                x1 = Sse2.LoadVector128(line1 + tap);
                x2 = Sse2.LoadVector128(line2 + tap);
                x3 = Sse2.LoadVector128(line3 + tap);
                x4 = Sse2.LoadVector128(line4 + tap);
                x5 = Sse2.LoadVector128(line5 + tap);
                top = Avx2.ConvertToVector256Int16(Sse2.UnpackLow(x0, x1));
                middle = Avx2.ConvertToVector256Int16(Sse2.UnpackLow(x2, x3));
                bottom = Avx2.ConvertToVector256Int16(Sse2.UnpackLow(x4, x5));
                a0 += Avx2.MultiplyAddAdjacent(top, Avx.LoadVector256(weights + 96)) + Avx2.MultiplyAddAdjacent(middle, Avx.LoadVector256(weights + 128)) + Avx2.MultiplyAddAdjacent(bottom, Avx.LoadVector256(weights + 160));
                b0 += Avx2.MultiplyAddAdjacent(top, Avx.LoadVector256(lower + 96)) + Avx2.MultiplyAddAdjacent(middle, Avx.LoadVector256(lower + 128)) + Avx2.MultiplyAddAdjacent(bottom, Avx.LoadVector256(lower + 160));
                top = Avx2.ConvertToVector256Int16(Sse2.UnpackHigh(x0, x1));
                middle = Avx2.ConvertToVector256Int16(Sse2.UnpackHigh(x2, x3));
                bottom = Avx2.ConvertToVector256Int16(Sse2.UnpackHigh(x4, x5));
                a1 += Avx2.MultiplyAddAdjacent(top, Avx.LoadVector256(weights + 112)) + Avx2.MultiplyAddAdjacent(middle, Avx.LoadVector256(weights + 144)) + Avx2.MultiplyAddAdjacent(bottom, Avx.LoadVector256(weights + 176));
                b1 += Avx2.MultiplyAddAdjacent(top, Avx.LoadVector256(lower + 112)) + Avx2.MultiplyAddAdjacent(middle, Avx.LoadVector256(lower + 144)) + Avx2.MultiplyAddAdjacent(bottom, Avx.LoadVector256(lower + 176));

                x0 = Sse2.LoadVector128(line0 + tap2);
                x1 = Sse2.LoadVector128(line1 + tap2);
                x2 = Sse2.LoadVector128(line2 + tap2);
                x3 = Sse2.LoadVector128(line3 + tap2);
                x4 = Sse2.LoadVector128(line4 + tap2);
                x5 = Sse2.LoadVector128(line5 + tap2);
                top = Avx2.ConvertToVector256Int16(Sse2.UnpackLow(x0, x1));
                middle = Avx2.ConvertToVector256Int16(Sse2.UnpackLow(x2, x3));
                bottom = Avx2.ConvertToVector256Int16(Sse2.UnpackLow(x4, x5));
                a0 += Avx2.MultiplyAddAdjacent(top, Avx.LoadVector256(weights + 192)) + Avx2.MultiplyAddAdjacent(middle, Avx.LoadVector256(weights + 224)) + Avx2.MultiplyAddAdjacent(bottom, Avx.LoadVector256(weights + 256));
                b0 += Avx2.MultiplyAddAdjacent(top, Avx.LoadVector256(lower + 192)) + Avx2.MultiplyAddAdjacent(middle, Avx.LoadVector256(lower + 224)) + Avx2.MultiplyAddAdjacent(bottom, Avx.LoadVector256(lower + 256));
                top = Avx2.ConvertToVector256Int16(Sse2.UnpackHigh(x0, x1));
                middle = Avx2.ConvertToVector256Int16(Sse2.UnpackHigh(x2, x3));
                bottom = Avx2.ConvertToVector256Int16(Sse2.UnpackHigh(x4, x5));
                a1 += Avx2.MultiplyAddAdjacent(top, Avx.LoadVector256(weights + 208)) + Avx2.MultiplyAddAdjacent(middle, Avx.LoadVector256(weights + 240)) + Avx2.MultiplyAddAdjacent(bottom, Avx.LoadVector256(weights + 272));
                b1 += Avx2.MultiplyAddAdjacent(top, Avx.LoadVector256(lower + 208)) + Avx2.MultiplyAddAdjacent(middle, Avx.LoadVector256(lower + 240)) + Avx2.MultiplyAddAdjacent(bottom, Avx.LoadVector256(lower + 272));

                x0 = Sse2.LoadVector128(line0 + tap3);
                x1 = Sse2.LoadVector128(line1 + tap3);
                x2 = Sse2.LoadVector128(line2 + tap3);
                x3 = Sse2.LoadVector128(line3 + tap3);
                x4 = Sse2.LoadVector128(line4 + tap3);
                x5 = Sse2.LoadVector128(line5 + tap3);
                top = Avx2.ConvertToVector256Int16(Sse2.UnpackLow(x0, x1));
                middle = Avx2.ConvertToVector256Int16(Sse2.UnpackLow(x2, x3));
                bottom = Avx2.ConvertToVector256Int16(Sse2.UnpackLow(x4, x5));
                a0 += Avx2.MultiplyAddAdjacent(top, Avx.LoadVector256(weights + 288)) + Avx2.MultiplyAddAdjacent(middle, Avx.LoadVector256(weights + 320)) + Avx2.MultiplyAddAdjacent(bottom, Avx.LoadVector256(weights + 352));
                b0 += Avx2.MultiplyAddAdjacent(top, Avx.LoadVector256(lower + 288)) + Avx2.MultiplyAddAdjacent(middle, Avx.LoadVector256(lower + 320)) + Avx2.MultiplyAddAdjacent(bottom, Avx.LoadVector256(lower + 352));
                top = Avx2.ConvertToVector256Int16(Sse2.UnpackHigh(x0, x1));
                middle = Avx2.ConvertToVector256Int16(Sse2.UnpackHigh(x2, x3));
                bottom = Avx2.ConvertToVector256Int16(Sse2.UnpackHigh(x4, x5));
                a1 += Avx2.MultiplyAddAdjacent(top, Avx.LoadVector256(weights + 304)) + Avx2.MultiplyAddAdjacent(middle, Avx.LoadVector256(weights + 336)) + Avx2.MultiplyAddAdjacent(bottom, Avx.LoadVector256(weights + 368));
                b1 += Avx2.MultiplyAddAdjacent(top, Avx.LoadVector256(lower + 304)) + Avx2.MultiplyAddAdjacent(middle, Avx.LoadVector256(lower + 336)) + Avx2.MultiplyAddAdjacent(bottom, Avx.LoadVector256(lower + 368));

                x0 = Sse2.LoadVector128(line0 + tap4);
                x1 = Sse2.LoadVector128(line1 + tap4);
                x2 = Sse2.LoadVector128(line2 + tap4);
                x3 = Sse2.LoadVector128(line3 + tap4);
                x4 = Sse2.LoadVector128(line4 + tap4);
                x5 = Sse2.LoadVector128(line5 + tap4);
                top = Avx2.ConvertToVector256Int16(Sse2.UnpackLow(x0, x1));
                middle = Avx2.ConvertToVector256Int16(Sse2.UnpackLow(x2, x3));
                bottom = Avx2.ConvertToVector256Int16(Sse2.UnpackLow(x4, x5));
                a0 += Avx2.MultiplyAddAdjacent(top, Avx.LoadVector256(weights + 384)) + Avx2.MultiplyAddAdjacent(middle, Avx.LoadVector256(weights + 416)) + Avx2.MultiplyAddAdjacent(bottom, Avx.LoadVector256(weights + 448));
                b0 += Avx2.MultiplyAddAdjacent(top, Avx.LoadVector256(lower + 384)) + Avx2.MultiplyAddAdjacent(middle, Avx.LoadVector256(lower + 416)) + Avx2.MultiplyAddAdjacent(bottom, Avx.LoadVector256(lower + 448));
                top = Avx2.ConvertToVector256Int16(Sse2.UnpackHigh(x0, x1));
                middle = Avx2.ConvertToVector256Int16(Sse2.UnpackHigh(x2, x3));
                bottom = Avx2.ConvertToVector256Int16(Sse2.UnpackHigh(x4, x5));
                a1 += Avx2.MultiplyAddAdjacent(top, Avx.LoadVector256(weights + 400)) + Avx2.MultiplyAddAdjacent(middle, Avx.LoadVector256(weights + 432)) + Avx2.MultiplyAddAdjacent(bottom, Avx.LoadVector256(weights + 464));
                b1 += Avx2.MultiplyAddAdjacent(top, Avx.LoadVector256(lower + 400)) + Avx2.MultiplyAddAdjacent(middle, Avx.LoadVector256(lower + 432)) + Avx2.MultiplyAddAdjacent(bottom, Avx.LoadVector256(lower + 464));

                var (a, b) = DepthwiseOutput256.FinishPair<TRequantizer>(a0, a1, b0, b1, header + 16, t);
                DepthwiseOutput256.Store(a, output0, left, t->Spill);
                DepthwiseOutput256.Store(b, output1, left, t->Spill);
                line0 += t->ColumnBytes;
                line1 += t->ColumnBytes;
                line2 += t->ColumnBytes;
                line3 += t->ColumnBytes;
                line4 += t->ColumnBytes;
                line5 += t->ColumnBytes;
                output0 += t->Channels;
                output1 += t->Channels;
            }
        }
    }

    /// <summary>The pairs of the lower output row: of each filter column (w0, w1; w2, w3; w4, 0) becomes (0, w0; w1, w2; w3, w4).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MoveDown(short* weights, short* lower)
    {
        for (var end = weights + 5 * ColumnValues; weights != end; weights += ColumnValues, lower += ColumnValues)
        {
            for (var half = 0; half < 32; half += 16)
            {
                var top = Avx.LoadVector256((int*)(weights + half));
                var middle = Avx.LoadVector256((int*)(weights + 32 + half));
                var bottom = Avx.LoadVector256((int*)(weights + 64 + half));
                Avx.Store((int*)(lower + half), Avx2.ShiftLeftLogical(top, 16));
                Avx.Store((int*)(lower + 32 + half), Avx2.Or(Avx2.ShiftRightLogical(top, 16), Avx2.ShiftLeftLogical(middle, 16)));
                Avx.Store((int*)(lower + 64 + half), Avx2.Or(Avx2.ShiftRightLogical(middle, 16), Avx2.ShiftLeftLogical(bottom, 16)));
            }
        }
    }
}
