using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using EdgeConv.Kernels.Numerics;
using EdgeConv.Kernels.Requantizers;

namespace EdgeConv.Kernels.Depthwise;

/// <summary>
/// Two output rows, 5x5 filters, stride 1, eight channels, two positions at a time: each input column's upper four rows and lower two are interleaved byte by byte, so that two
/// SDOT sum a filter column for four channels; the second output row has its weights one place further down, the second position reads the columns one further on.
/// Registers: eight accumulators, eight of interleaved columns, the rest passing; the weights are read from memory, each for two positions.
/// </summary>
internal readonly unsafe struct Depthwise_2x5x5c8_NeonDot : IDepthwiseTile
{
    private const int FilterBytes = 5 * 8 * 8;

    /// <inheritdoc/>
    public static int Rows => 2;

    /// <inheritdoc/>
    public static PackedLayout Layout { get; } = new(8, 4);

    /// <inheritdoc/>
    public static string? Refusal(in ConvolutionArguments a) =>
        DepthwisePacking.Planes(in a) > 1 ? "needs one plane of weights"
        : a.Geometry is not { FilterHeight: 5, FilterWidth: 5, StrideWidth: 1, DilationWidth: 1 } ? "needs 5x5 filters of stride and dilation 1" : null;

    /// <inheritdoc/>
    public static delegate*<DepthwiseTileArguments*, void> Entry(Requantization requantization) => requantization switch
    {
        Requantization.ExactRightPositive => &Run<Requantizers128Neon.ExactRightPositive>,
        Requantization.ExactRight => &Run<Requantizers128Neon.ExactRight>,
        Requantization.Float => &Run<Requantizers128Neon.Float>,
        _ => &Run<Requantizers128Neon.Exact>,
    };

    private static void Run<TRequantizer>(DepthwiseTileArguments* t)
        where TRequantizer : struct, IRequantizer128
    {
        var lower = stackalloc sbyte[FilterBytes];
        if (t->OutputMax - t->OutputMin == byte.MaxValue)
            Loop<TRequantizer, DepthwiseOutput128.Whole>(t, lower);
        else
            Loop<TRequantizer, DepthwiseOutput128.Narrower>(t, lower);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Loop<TRequantizer, TRange>(DepthwiseTileArguments* t, sbyte* lower)
        where TRequantizer : struct, IRequantizer128
        where TRange : struct, DepthwiseOutput128.IRange
    {
        var packed = t->Packed;
        var zeroPoint = Vector128.Create((short)t->OutputZeroPoint);
        nint tap = t->TapBytes;
        var (tap2, tap3, tap4) = (2 * tap, 3 * tap, 4 * tap);
        for (var left = t->Channels; left > 0; left -= 8, packed += t->BlockBytes)
        {
            var header = (int*)packed;
            var weights = (sbyte*)packed + 3 * 8 * sizeof(int);
            MoveDown(weights, lower);
            nint channel = t->Channels - left;
            var line0 = t->Lines[0] + channel;
            var line1 = t->Lines[1] + channel;
            var line2 = t->Lines[2] + channel;
            var line3 = t->Lines[3] + channel;
            var line4 = t->Lines[4] + channel;
            var line5 = t->Lines[5] + channel;
            var output0 = t->Outputs[0] + channel;
            var output1 = t->Outputs[1] + channel;
            var isPart = left < 8;
            for (var column = t->Columns; column > 0;)
            {
                // The last position of an odd number has no neighbour, nor a sixth column; a block that reaches past the last channel goes position by position, by way of the spill.
                var isPair = column > 1 && !isPart;
                var sixth = isPair ? tap4 + tap : tap4;
                var (a0, a1) = (AdvSimd.LoadVector128(header), AdvSimd.LoadVector128(header + 4));
                var (a2, a3) = (a0, a1);
                var (b0, b1) = (a0, a1);
                var (b2, b3) = (a0, a1);
                var t0 = Interleave(line0, line1);
                var t1 = Interleave(line2, line3);
                var t2 = Interleave(line4, line5);
                var x00 = AdvSimd.Arm64.ZipLow(t0, t1).AsSByte();
                var x01 = AdvSimd.Arm64.ZipHigh(t0, t1).AsSByte();
                var x02 = AdvSimd.Arm64.ZipLow(t2, t2).AsSByte();
                var x03 = AdvSimd.Arm64.ZipHigh(t2, t2).AsSByte();
                t0 = Interleave(line0 + tap, line1 + tap);
                t1 = Interleave(line2 + tap, line3 + tap);
                t2 = Interleave(line4 + tap, line5 + tap);
                var x10 = AdvSimd.Arm64.ZipLow(t0, t1).AsSByte();
                var x11 = AdvSimd.Arm64.ZipHigh(t0, t1).AsSByte();
                var x12 = AdvSimd.Arm64.ZipLow(t2, t2).AsSByte();
                var x13 = AdvSimd.Arm64.ZipHigh(t2, t2).AsSByte();
                var w = AdvSimd.LoadVector128(weights);
                a0 = Dp.DotProduct(a0, x00, w);
                a2 = Dp.DotProduct(a2, x10, w);
                w = AdvSimd.LoadVector128(weights + 16);
                a1 = Dp.DotProduct(a1, x01, w);
                a3 = Dp.DotProduct(a3, x11, w);
                w = AdvSimd.LoadVector128(weights + 32);
                a0 = Dp.DotProduct(a0, x02, w);
                a2 = Dp.DotProduct(a2, x12, w);
                w = AdvSimd.LoadVector128(weights + 48);
                a1 = Dp.DotProduct(a1, x03, w);
                a3 = Dp.DotProduct(a3, x13, w);
                w = AdvSimd.LoadVector128(lower);
                b0 = Dp.DotProduct(b0, x00, w);
                b2 = Dp.DotProduct(b2, x10, w);
                w = AdvSimd.LoadVector128(lower + 16);
                b1 = Dp.DotProduct(b1, x01, w);
                b3 = Dp.DotProduct(b3, x11, w);
                w = AdvSimd.LoadVector128(lower + 32);
                b0 = Dp.DotProduct(b0, x02, w);
                b2 = Dp.DotProduct(b2, x12, w);
                w = AdvSimd.LoadVector128(lower + 48);
                b1 = Dp.DotProduct(b1, x03, w);
                b3 = Dp.DotProduct(b3, x13, w);
                t0 = Interleave(line0 + tap2, line1 + tap2);
                t1 = Interleave(line2 + tap2, line3 + tap2);
                t2 = Interleave(line4 + tap2, line5 + tap2);
                var x20 = AdvSimd.Arm64.ZipLow(t0, t1).AsSByte();
                var x21 = AdvSimd.Arm64.ZipHigh(t0, t1).AsSByte();
                var x22 = AdvSimd.Arm64.ZipLow(t2, t2).AsSByte();
                var x23 = AdvSimd.Arm64.ZipHigh(t2, t2).AsSByte();
                w = AdvSimd.LoadVector128(weights + 64);
                a0 = Dp.DotProduct(a0, x10, w);
                a2 = Dp.DotProduct(a2, x20, w);
                w = AdvSimd.LoadVector128(weights + 80);
                a1 = Dp.DotProduct(a1, x11, w);
                a3 = Dp.DotProduct(a3, x21, w);
                w = AdvSimd.LoadVector128(weights + 96);
                a0 = Dp.DotProduct(a0, x12, w);
                a2 = Dp.DotProduct(a2, x22, w);
                w = AdvSimd.LoadVector128(weights + 112);
                a1 = Dp.DotProduct(a1, x13, w);
                a3 = Dp.DotProduct(a3, x23, w);
                w = AdvSimd.LoadVector128(lower + 64);
                b0 = Dp.DotProduct(b0, x10, w);
                b2 = Dp.DotProduct(b2, x20, w);
                w = AdvSimd.LoadVector128(lower + 80);
                b1 = Dp.DotProduct(b1, x11, w);
                b3 = Dp.DotProduct(b3, x21, w);
                w = AdvSimd.LoadVector128(lower + 96);
                b0 = Dp.DotProduct(b0, x12, w);
                b2 = Dp.DotProduct(b2, x22, w);
                w = AdvSimd.LoadVector128(lower + 112);
                b1 = Dp.DotProduct(b1, x13, w);
                b3 = Dp.DotProduct(b3, x23, w);
                t0 = Interleave(line0 + tap3, line1 + tap3);
                t1 = Interleave(line2 + tap3, line3 + tap3);
                t2 = Interleave(line4 + tap3, line5 + tap3);
                var x30 = AdvSimd.Arm64.ZipLow(t0, t1).AsSByte();
                var x31 = AdvSimd.Arm64.ZipHigh(t0, t1).AsSByte();
                var x32 = AdvSimd.Arm64.ZipLow(t2, t2).AsSByte();
                var x33 = AdvSimd.Arm64.ZipHigh(t2, t2).AsSByte();
                w = AdvSimd.LoadVector128(weights + 128);
                a0 = Dp.DotProduct(a0, x20, w);
                a2 = Dp.DotProduct(a2, x30, w);
                w = AdvSimd.LoadVector128(weights + 144);
                a1 = Dp.DotProduct(a1, x21, w);
                a3 = Dp.DotProduct(a3, x31, w);
                w = AdvSimd.LoadVector128(weights + 160);
                a0 = Dp.DotProduct(a0, x22, w);
                a2 = Dp.DotProduct(a2, x32, w);
                w = AdvSimd.LoadVector128(weights + 176);
                a1 = Dp.DotProduct(a1, x23, w);
                a3 = Dp.DotProduct(a3, x33, w);
                w = AdvSimd.LoadVector128(lower + 128);
                b0 = Dp.DotProduct(b0, x20, w);
                b2 = Dp.DotProduct(b2, x30, w);
                w = AdvSimd.LoadVector128(lower + 144);
                b1 = Dp.DotProduct(b1, x21, w);
                b3 = Dp.DotProduct(b3, x31, w);
                w = AdvSimd.LoadVector128(lower + 160);
                b0 = Dp.DotProduct(b0, x22, w);
                b2 = Dp.DotProduct(b2, x32, w);
                w = AdvSimd.LoadVector128(lower + 176);
                b1 = Dp.DotProduct(b1, x23, w);
                b3 = Dp.DotProduct(b3, x33, w);
                t0 = Interleave(line0 + tap4, line1 + tap4);
                t1 = Interleave(line2 + tap4, line3 + tap4);
                t2 = Interleave(line4 + tap4, line5 + tap4);
                var x40 = AdvSimd.Arm64.ZipLow(t0, t1).AsSByte();
                var x41 = AdvSimd.Arm64.ZipHigh(t0, t1).AsSByte();
                var x42 = AdvSimd.Arm64.ZipLow(t2, t2).AsSByte();
                var x43 = AdvSimd.Arm64.ZipHigh(t2, t2).AsSByte();
                w = AdvSimd.LoadVector128(weights + 192);
                a0 = Dp.DotProduct(a0, x30, w);
                a2 = Dp.DotProduct(a2, x40, w);
                w = AdvSimd.LoadVector128(weights + 208);
                a1 = Dp.DotProduct(a1, x31, w);
                a3 = Dp.DotProduct(a3, x41, w);
                w = AdvSimd.LoadVector128(weights + 224);
                a0 = Dp.DotProduct(a0, x32, w);
                a2 = Dp.DotProduct(a2, x42, w);
                w = AdvSimd.LoadVector128(weights + 240);
                a1 = Dp.DotProduct(a1, x33, w);
                a3 = Dp.DotProduct(a3, x43, w);
                w = AdvSimd.LoadVector128(lower + 192);
                b0 = Dp.DotProduct(b0, x30, w);
                b2 = Dp.DotProduct(b2, x40, w);
                w = AdvSimd.LoadVector128(lower + 208);
                b1 = Dp.DotProduct(b1, x31, w);
                b3 = Dp.DotProduct(b3, x41, w);
                w = AdvSimd.LoadVector128(lower + 224);
                b0 = Dp.DotProduct(b0, x32, w);
                b2 = Dp.DotProduct(b2, x42, w);
                w = AdvSimd.LoadVector128(lower + 240);
                b1 = Dp.DotProduct(b1, x33, w);
                b3 = Dp.DotProduct(b3, x43, w);
                t0 = Interleave(line0 + sixth, line1 + sixth);
                t1 = Interleave(line2 + sixth, line3 + sixth);
                t2 = Interleave(line4 + sixth, line5 + sixth);
                var x50 = AdvSimd.Arm64.ZipLow(t0, t1).AsSByte();
                var x51 = AdvSimd.Arm64.ZipHigh(t0, t1).AsSByte();
                var x52 = AdvSimd.Arm64.ZipLow(t2, t2).AsSByte();
                var x53 = AdvSimd.Arm64.ZipHigh(t2, t2).AsSByte();
                w = AdvSimd.LoadVector128(weights + 256);
                a0 = Dp.DotProduct(a0, x40, w);
                a2 = Dp.DotProduct(a2, x50, w);
                w = AdvSimd.LoadVector128(weights + 272);
                a1 = Dp.DotProduct(a1, x41, w);
                a3 = Dp.DotProduct(a3, x51, w);
                w = AdvSimd.LoadVector128(weights + 288);
                a0 = Dp.DotProduct(a0, x42, w);
                a2 = Dp.DotProduct(a2, x52, w);
                w = AdvSimd.LoadVector128(weights + 304);
                a1 = Dp.DotProduct(a1, x43, w);
                a3 = Dp.DotProduct(a3, x53, w);
                w = AdvSimd.LoadVector128(lower + 256);
                b0 = Dp.DotProduct(b0, x40, w);
                b2 = Dp.DotProduct(b2, x50, w);
                w = AdvSimd.LoadVector128(lower + 272);
                b1 = Dp.DotProduct(b1, x41, w);
                b3 = Dp.DotProduct(b3, x51, w);
                w = AdvSimd.LoadVector128(lower + 288);
                b0 = Dp.DotProduct(b0, x42, w);
                b2 = Dp.DotProduct(b2, x52, w);
                w = AdvSimd.LoadVector128(lower + 304);
                b1 = Dp.DotProduct(b1, x43, w);
                b3 = Dp.DotProduct(b3, x53, w);
                var (m0, m1) = (AdvSimd.LoadVector128(header + 8), AdvSimd.LoadVector128(header + 12));
                var (s0, s1) = (AdvSimd.LoadVector128(header + 16), AdvSimd.LoadVector128(header + 20));
                AdvSimd.Store(isPart ? t->Spill : output0, TRange.Keep(Requantizers128Neon.Narrow(TRequantizer.Apply(a0, m0, s0), TRequantizer.Apply(a1, m1, s1), zeroPoint), t));
                AdvSimd.Store(isPart ? t->Spill + 8 : output1, TRange.Keep(Requantizers128Neon.Narrow(TRequantizer.Apply(b0, m0, s0), TRequantizer.Apply(b1, m1, s1), zeroPoint), t));
                if (isPair)
                {
                    AdvSimd.Store(output0 + tap, TRange.Keep(Requantizers128Neon.Narrow(TRequantizer.Apply(a2, m0, s0), TRequantizer.Apply(a3, m1, s1), zeroPoint), t));
                    AdvSimd.Store(output1 + tap, TRange.Keep(Requantizers128Neon.Narrow(TRequantizer.Apply(b2, m0, s0), TRequantizer.Apply(b3, m1, s1), zeroPoint), t));
                }
                else if (isPart)
                {
                    DepthwiseOutput128.Part(t->Spill, output0, left);
                    DepthwiseOutput128.Part(t->Spill + 8, output1, left);
                }

                var step = isPair ? tap2 : tap;
                column -= isPair ? 2 : 1;
                line0 += step;
                line1 += step;
                line2 += step;
                line3 += step;
                line4 += step;
                line5 += step;
                output0 += step;
                output1 += step;
            }
        }
    }

    /// <summary>Eight bytes of two lines in turns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> Interleave(sbyte* upper, sbyte* lower) =>
        AdvSimd.Arm64.ZipLow(AdvSimd.LoadVector64(upper).ToVector128Unsafe(), AdvSimd.LoadVector64(lower).ToVector128Unsafe()).AsInt16();

    /// <summary>The weights of the second output row: of each filter column (w0, w1, w2, w3; w4, 0, 0, 0) becomes (0, w0, w1, w2; w3, w4, 0, 0).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MoveDown(sbyte* weights, sbyte* lower)
    {
        for (var end = lower + FilterBytes; lower != end; weights += 64, lower += 64)
        {
            for (var half = 0; half < 32; half += 16)
            {
                var upperFour = AdvSimd.LoadVector128((uint*)(weights + half));
                var fifth = AdvSimd.LoadVector128((uint*)(weights + 32 + half));
                AdvSimd.Store((uint*)(lower + half), AdvSimd.ShiftLeftLogical(upperFour, 8));
                AdvSimd.Store((uint*)(lower + 32 + half), AdvSimd.Or(AdvSimd.ShiftRightLogical(upperFour, 24), AdvSimd.ShiftLeftLogical(fifth, 8)));
            }
        }
    }
}
