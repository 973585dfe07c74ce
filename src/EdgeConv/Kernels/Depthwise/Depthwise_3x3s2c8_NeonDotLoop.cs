using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using EdgeConv.Kernels.Requantizers;

namespace EdgeConv.Kernels.Depthwise;

/// <summary>
/// One output row, 3x3 filters of width stride 2, eight channels: each column's rows are interleaved byte by byte, so that one SDOT sums a filter column for four channels;
/// where the fourth row would be the third stands again, with weights of zero. The last column of a position is the first of the next: interleaved once, it ends the sums of
/// the one and begins those of the other. Registers: six of weights a plane, four of multipliers and shifts, two accumulators, four of columns, the rest passing.
/// </summary>
internal static unsafe class Depthwise_3x3s2c8_NeonDotLoop
{
    private const int PlaneBytes = 3 * 8 * 4;

    /// <summary>Computes one output row.</summary>
    public static void Run<TRequantizer, TPlanes>(DepthwiseTileArguments* t)
        where TRequantizer : struct, IRequantizer128
        where TPlanes : struct, DepthwisePlanes.ICount
    {
        if (t->OutputMax - t->OutputMin == byte.MaxValue)
            Loop<TRequantizer, DepthwiseOutput128.Whole, TPlanes>(t);
        else
            Loop<TRequantizer, DepthwiseOutput128.Narrower, TPlanes>(t);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Loop<TRequantizer, TRange, TPlanes>(DepthwiseTileArguments* t)
        where TRequantizer : struct, IRequantizer128
        where TRange : struct, DepthwiseOutput128.IRange
        where TPlanes : struct, DepthwisePlanes.ICount
    {
        var packed = t->Packed;
        var zeroPoint = Vector128.Create((short)t->OutputZeroPoint);
        nint step = t->ColumnBytes;
        nint tap = t->TapBytes;
        for (var left = t->Channels; left > 0; left -= 8, packed += t->BlockBytes)
        {
            var header = (int*)packed;
            var weights = (sbyte*)packed + 3 * 8 * sizeof(int);
            var w00 = AdvSimd.LoadVector128(weights);
            var w01 = AdvSimd.LoadVector128(weights + 16);
            var w10 = AdvSimd.LoadVector128(weights + 32);
            var w11 = AdvSimd.LoadVector128(weights + 48);
            var w20 = AdvSimd.LoadVector128(weights + 64);
            var w21 = AdvSimd.LoadVector128(weights + 80);
            if (TPlanes.AreTwo)
                weights += PlaneBytes;
            var v00 = AdvSimd.LoadVector128(weights);
            var v01 = AdvSimd.LoadVector128(weights + 16);
            var v10 = AdvSimd.LoadVector128(weights + 32);
            var v11 = AdvSimd.LoadVector128(weights + 48);
            var v20 = AdvSimd.LoadVector128(weights + 64);
            var v21 = AdvSimd.LoadVector128(weights + 80);
            var (m0, m1) = (AdvSimd.LoadVector128(header + 8), AdvSimd.LoadVector128(header + 12));
            var (s0, s1) = (AdvSimd.LoadVector128(header + 16), AdvSimd.LoadVector128(header + 20));
            nint channel = t->Channels - left;
            var line0 = t->Lines[0] + channel;
            var line1 = t->Lines[1] + channel;
            var line2 = t->Lines[2] + channel;
            var output = t->Outputs[0] + channel;
            var isPart = left < 8;
            // A block that reaches past the last channel goes position by position, by way of the spill.
            var run = isPart ? 1 : t->Columns;
            nint channels = t->Channels;
            for (var done = 0; done < t->Columns; done += run)
            {
                var target = isPart ? t->Spill : output;
                var top = Interleave(line0, line1);
                var bottom = Interleave(line2, line2);
                var (shared0, shared1) = (AdvSimd.Arm64.ZipLow(top, bottom).AsSByte(), AdvSimd.Arm64.ZipHigh(top, bottom).AsSByte());
                var a0 = Dp.DotProduct(AdvSimd.LoadVector128(header), shared0, w00);
                var a1 = Dp.DotProduct(AdvSimd.LoadVector128(header + 4), shared1, w01);
                if (TPlanes.AreTwo)
                {
                    a0 = Dp.DotProduct(a0, shared0, v00);
                    a1 = Dp.DotProduct(a1, shared1, v01);
                }

                for (var column = run; column > 0; column--)
                {
                    top = Interleave(line0 + tap, line1 + tap);
                    bottom = Interleave(line2 + tap, line2 + tap);
                    var (middle0, middle1) = (AdvSimd.Arm64.ZipLow(top, bottom).AsSByte(), AdvSimd.Arm64.ZipHigh(top, bottom).AsSByte());
                    a0 = Dp.DotProduct(a0, middle0, w10);
                    a1 = Dp.DotProduct(a1, middle1, w11);
                    line0 += step;
                    line1 += step;
                    line2 += step;
                    top = Interleave(line0, line1);
                    bottom = Interleave(line2, line2);
                    (shared0, shared1) = (AdvSimd.Arm64.ZipLow(top, bottom).AsSByte(), AdvSimd.Arm64.ZipHigh(top, bottom).AsSByte());
                    a0 = Dp.DotProduct(a0, shared0, w20);
                    a1 = Dp.DotProduct(a1, shared1, w21);
                    if (TPlanes.AreTwo)
                    {
                        a0 = Dp.DotProduct(Dp.DotProduct(a0, middle0, v10), shared0, v20);
                        a1 = Dp.DotProduct(Dp.DotProduct(a1, middle1, v11), shared1, v21);
                    }

                    var values = Requantizers128Neon.Narrow(TRequantizer.Apply(a0, m0, s0), TRequantizer.Apply(a1, m1, s1), zeroPoint);
                    a0 = Dp.DotProduct(AdvSimd.LoadVector128(header), shared0, w00);
                    a1 = Dp.DotProduct(AdvSimd.LoadVector128(header + 4), shared1, w01);
                    if (TPlanes.AreTwo)
                    {
                        a0 = Dp.DotProduct(a0, shared0, v00);
                        a1 = Dp.DotProduct(a1, shared1, v01);
                    }

                    AdvSimd.Store(target, TRange.Keep(values, t));
                    target += channels;
                }

                if (isPart)
                {
                    DepthwiseOutput128.Part(t->Spill, output, left);
                    output += channels;
                }
            }
        }
    }

    /// <summary>Eight bytes of two lines in turns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> Interleave(sbyte* upper, sbyte* lower) =>
        AdvSimd.Arm64.ZipLow(AdvSimd.LoadVector64(upper).ToVector128Unsafe(), AdvSimd.LoadVector64(lower).ToVector128Unsafe()).AsInt16();
}
