using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using EdgeConv.Kernels.Numerics;
using EdgeConv.Kernels.Requantizers;

namespace EdgeConv.Kernels.Depthwise;

/// <summary>
/// Two output rows, 5x5 filters of any width stride and dilation, thirty-two channels: the first four of six input rows are interleaved byte by byte, then the last two, and serve
/// both output rows, the second with its weights one place further down; one VPDPBUSD sums them for eight channels. Registers: eight accumulators, four lines, four interleaved.
/// </summary>
internal readonly unsafe struct Depthwise_2x5x5c32_AvxVnni : IDepthwiseTile
{
    // Constants: a static of another kind would be a check, perhaps a call, inside the leaf.
    private const int HeaderBytes = (3 * sizeof(int) + sizeof(long)) * 32;
    private const int StepBytes = 4 * 32;
    private const int ColumnBytes = 2 * StepBytes;

    /// <inheritdoc/>
    public static int Rows => 2;

    /// <inheritdoc/>
    public static PackedLayout Layout { get; } = new(32, 4, InputOffset: 128, IsPrepared: true, SplitHalves: true);

    /// <inheritdoc/>
    public static string? Refusal(in ConvolutionArguments a) =>
        DepthwisePacking.Planes(in a) > 1 ? "needs one plane of weights" : a.Geometry is not { FilterHeight: 5, FilterWidth: 5 } ? "needs 5x5 filters" : null;

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
        var lower = stackalloc sbyte[5 * ColumnBytes];
        var packed = t->Packed;
        var sign = Vector256.Create((byte)0x80);
        for (var channel = 0; channel < t->Channels; channel += 32, packed += t->BlockBytes)
        {
            var header = (int*)packed;
            var upper = (sbyte*)packed + HeaderBytes;
            MoveDown(upper, lower);
            var line0 = (byte*)t->Lines[0] + channel;
            var line1 = (byte*)t->Lines[1] + channel;
            var line2 = (byte*)t->Lines[2] + channel;
            var line3 = (byte*)t->Lines[3] + channel;
            var line4 = (byte*)t->Lines[4] + channel;
            var line5 = (byte*)t->Lines[5] + channel;
            var output0 = t->Outputs[0] + channel;
            var output1 = t->Outputs[1] + channel;
            nint at = 0;
            for (var column = t->Columns; column > 0; column--, at += t->ColumnBytes)
            {
                var (a0, a1, a2, a3) = (Avx.LoadVector256(header), Avx.LoadVector256(header + 8), Avx.LoadVector256(header + 16), Avx.LoadVector256(header + 24));
                var (b0, b1, b2, b3) = (a0, a1, a2, a3);
                var tap = at;
                for (nint place = 0; place != 5 * ColumnBytes; place += ColumnBytes, tap += t->TapBytes)
                {
                    var u = upper + place;
                    var v = lower + place;
                    var x0 = Avx.LoadVector256(line0 + tap) ^ sign;
                    var x1 = Avx.LoadVector256(line1 + tap) ^ sign;
                    var x2 = Avx.LoadVector256(line2 + tap) ^ sign;
                    var x3 = Avx.LoadVector256(line3 + tap) ^ sign;
                    var top = Avx2.UnpackLow(x0, x1).AsInt16();
                    var bottom = Avx2.UnpackLow(x2, x3).AsInt16();
                    var first = Avx2.UnpackLow(top, bottom).AsByte();
                    var second = Avx2.UnpackHigh(top, bottom).AsByte();
                    a0 = AvxVnni.MultiplyWideningAndAdd(a0, first, Avx.LoadVector256(u));
                    b0 = AvxVnni.MultiplyWideningAndAdd(b0, first, Avx.LoadVector256(v));
                    a1 = AvxVnni.MultiplyWideningAndAdd(a1, second, Avx.LoadVector256(u + 32));
                    b1 = AvxVnni.MultiplyWideningAndAdd(b1, second, Avx.LoadVector256(v + 32));
                    top = Avx2.UnpackHigh(x0, x1).AsInt16();
                    bottom = Avx2.UnpackHigh(x2, x3).AsInt16();
                    first = Avx2.UnpackLow(top, bottom).AsByte();
                    second = Avx2.UnpackHigh(top, bottom).AsByte();
                    a2 = AvxVnni.MultiplyWideningAndAdd(a2, first, Avx.LoadVector256(u + 64));
                    b2 = AvxVnni.MultiplyWideningAndAdd(b2, first, Avx.LoadVector256(v + 64));
                    a3 = AvxVnni.MultiplyWideningAndAdd(a3, second, Avx.LoadVector256(u + 96));
                    b3 = AvxVnni.MultiplyWideningAndAdd(b3, second, Avx.LoadVector256(v + 96));

                    // The pair of lines stands twice in each four bytes; the second time its weights are zero.
                    x0 = Avx.LoadVector256(line4 + tap) ^ sign;
                    x1 = Avx.LoadVector256(line5 + tap) ^ sign;
                    top = Avx2.UnpackLow(x0, x1).AsInt16();
                    bottom = Avx2.UnpackHigh(x0, x1).AsInt16();
                    first = Avx2.UnpackLow(top, top).AsByte();
                    second = Avx2.UnpackHigh(top, top).AsByte();
                    a0 = AvxVnni.MultiplyWideningAndAdd(a0, first, Avx.LoadVector256(u + StepBytes));
                    b0 = AvxVnni.MultiplyWideningAndAdd(b0, first, Avx.LoadVector256(v + StepBytes));
                    a1 = AvxVnni.MultiplyWideningAndAdd(a1, second, Avx.LoadVector256(u + StepBytes + 32));
                    b1 = AvxVnni.MultiplyWideningAndAdd(b1, second, Avx.LoadVector256(v + StepBytes + 32));
                    first = Avx2.UnpackLow(bottom, bottom).AsByte();
                    second = Avx2.UnpackHigh(bottom, bottom).AsByte();
                    a2 = AvxVnni.MultiplyWideningAndAdd(a2, first, Avx.LoadVector256(u + StepBytes + 64));
                    b2 = AvxVnni.MultiplyWideningAndAdd(b2, first, Avx.LoadVector256(v + StepBytes + 64));
                    a3 = AvxVnni.MultiplyWideningAndAdd(a3, second, Avx.LoadVector256(u + StepBytes + 96));
                    b3 = AvxVnni.MultiplyWideningAndAdd(b3, second, Avx.LoadVector256(v + StepBytes + 96));
                }

                var left = t->Channels - channel;
                var (a, b) = DepthwiseOutput256.FinishPair<TRequantizer>(a0, a1, a2, a3, b0, b1, b2, b3, header + 32, t);
                DepthwiseOutput256.Store(a, output0, left, t->Spill);
                DepthwiseOutput256.Store(b, output1, left, t->Spill);
                output0 += t->Channels;
                output1 += t->Channels;
            }
        }
    }

    /// <summary>The weights of the lower output row: of each filter column (w0, w1, w2, w3; w4, 0, 0, 0) becomes (0, w0, w1, w2; w3, w4, 0, 0).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MoveDown(sbyte* upper, sbyte* lower)
    {
        for (var end = upper + 5 * ColumnBytes; upper != end; upper += ColumnBytes, lower += ColumnBytes)
        {
            for (var part = 0; part < StepBytes; part += 32)
            {
                var first = Avx.LoadVector256((int*)(upper + part));
                var second = Avx.LoadVector256((int*)(upper + StepBytes + part));
                Avx.Store((int*)(lower + part), Avx2.ShiftLeftLogical(first, 8));
                Avx.Store((int*)(lower + StepBytes + part), Avx2.Or(Avx2.ShiftRightLogical(first, 24), Avx2.ShiftLeftLogical(second, 8)));
            }
        }
    }
}
