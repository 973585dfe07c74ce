using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using EdgeConv.Kernels.Numerics;
using EdgeConv.Kernels.Requantizers;

namespace EdgeConv.Kernels.Depthwise;

/// <summary>
/// Two output rows, 3x3 filters, stride 1, eight channels: each input column's four rows are interleaved byte by byte, so that one SDOT sums a filter column for
/// four channels; the second output row has its weights one place further down. A column is interleaved once and stays for three positions.
/// Registers: twelve of weights, six of interleaved columns, four of multipliers and shifts, two accumulators, the rest passing.
/// </summary>
internal readonly unsafe struct Depthwise_2x3x3c8_NeonDot : IDepthwiseTile
{
    /// <inheritdoc/>
    public static int Rows => 2;

    /// <inheritdoc/>
    public static PackedLayout Layout { get; } = new(8, 4);

    /// <inheritdoc/>
    public static string? Refusal(in ConvolutionArguments a) =>
        DepthwisePacking.Planes(in a) > 1 ? "needs one plane of weights"
        : a.Geometry is not { FilterHeight: 3, FilterWidth: 3, StrideWidth: 1, DilationWidth: 1 } ? "needs 3x3 filters of stride and dilation 1" : null;

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
        if (t->OutputMax - t->OutputMin == byte.MaxValue)
            Loop<TRequantizer, DepthwiseOutput128.Whole>(t);
        else
            Loop<TRequantizer, DepthwiseOutput128.Narrower>(t);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Loop<TRequantizer, TRange>(DepthwiseTileArguments* t)
        where TRequantizer : struct, IRequantizer128
        where TRange : struct, DepthwiseOutput128.IRange
    {
        var packed = t->Packed;
        var zeroPoint = Vector128.Create((short)t->OutputZeroPoint);
        nint step = t->ColumnBytes;
        for (var left = t->Channels; left > 0; left -= 8, packed += t->BlockBytes)
        {
            var header = (int*)packed;
            var weights = (sbyte*)packed + 3 * 8 * sizeof(int);
            var u00 = AdvSimd.LoadVector128(weights);
            var u01 = AdvSimd.LoadVector128(weights + 16);
            var u10 = AdvSimd.LoadVector128(weights + 32);
            var u11 = AdvSimd.LoadVector128(weights + 48);
            var u20 = AdvSimd.LoadVector128(weights + 64);
            var u21 = AdvSimd.LoadVector128(weights + 80);
            var v00 = AdvSimd.ShiftLeftLogical(u00.AsUInt32(), 8).AsSByte();
            var v01 = AdvSimd.ShiftLeftLogical(u01.AsUInt32(), 8).AsSByte();
            var v10 = AdvSimd.ShiftLeftLogical(u10.AsUInt32(), 8).AsSByte();
            var v11 = AdvSimd.ShiftLeftLogical(u11.AsUInt32(), 8).AsSByte();
            var v20 = AdvSimd.ShiftLeftLogical(u20.AsUInt32(), 8).AsSByte();
            var v21 = AdvSimd.ShiftLeftLogical(u21.AsUInt32(), 8).AsSByte();
            var (m0, m1) = (AdvSimd.LoadVector128(header + 8), AdvSimd.LoadVector128(header + 12));
            var (s0, s1) = (AdvSimd.LoadVector128(header + 16), AdvSimd.LoadVector128(header + 20));
            nint channel = t->Channels - left;
            var line0 = t->Lines[0] + channel;
            var line1 = t->Lines[1] + channel;
            var line2 = t->Lines[2] + channel;
            var line3 = t->Lines[3] + channel;
            var output0 = t->Outputs[0] + channel;
            var output1 = t->Outputs[1] + channel;
            var isPart = left < 8;
            // A block that reaches past the last channel goes position by position, by way of the spill.
            var run = isPart ? 1 : t->Columns;
            for (var done = 0; done < t->Columns; done += run)
            {
                var target0 = isPart ? t->Spill : output0;
                var target1 = isPart ? t->Spill + 8 : output1;
                var top = Interleave(line0, line1);
                var bottom = Interleave(line2, line3);
                var (x00, x01) = (AdvSimd.Arm64.ZipLow(top, bottom).AsSByte(), AdvSimd.Arm64.ZipHigh(top, bottom).AsSByte());
                line0 += step;
                line1 += step;
                line2 += step;
                line3 += step;
                top = Interleave(line0, line1);
                bottom = Interleave(line2, line3);
                var (x10, x11) = (AdvSimd.Arm64.ZipLow(top, bottom).AsSByte(), AdvSimd.Arm64.ZipHigh(top, bottom).AsSByte());
                for (var column = run; ;)
                {
                    line0 += step;
                    line1 += step;
                    line2 += step;
                    line3 += step;
                    top = Interleave(line0, line1);
                    bottom = Interleave(line2, line3);
                    var (x20, x21) = (AdvSimd.Arm64.ZipLow(top, bottom).AsSByte(), AdvSimd.Arm64.ZipHigh(top, bottom).AsSByte());
                    var (a0, a1) = (Sum(header, x00, x10, x20, u00, u10, u20), Sum(header + 4, x01, x11, x21, u01, u11, u21));
                    var values = Requantizers128Neon.Narrow(TRequantizer.Apply(a0, m0, s0), TRequantizer.Apply(a1, m1, s1), zeroPoint);
                    AdvSimd.Store(target0, TRange.Keep(values, t));
                    (a0, a1) = (Sum(header, x00, x10, x20, v00, v10, v20), Sum(header + 4, x01, x11, x21, v01, v11, v21));
                    values = Requantizers128Neon.Narrow(TRequantizer.Apply(a0, m0, s0), TRequantizer.Apply(a1, m1, s1), zeroPoint);
                    AdvSimd.Store(target1, TRange.Keep(values, t));
                    target0 += step;
                    target1 += step;
                    if (--column == 0)
                        break;

                    line0 += step;
                    line1 += step;
                    line2 += step;
                    line3 += step;
                    top = Interleave(line0, line1);
                    bottom = Interleave(line2, line3);
                    (x00, x01) = (AdvSimd.Arm64.ZipLow(top, bottom).AsSByte(), AdvSimd.Arm64.ZipHigh(top, bottom).AsSByte());
                    (a0, a1) = (Sum(header, x10, x20, x00, u00, u10, u20), Sum(header + 4, x11, x21, x01, u01, u11, u21));
                    values = Requantizers128Neon.Narrow(TRequantizer.Apply(a0, m0, s0), TRequantizer.Apply(a1, m1, s1), zeroPoint);
                    AdvSimd.Store(target0, TRange.Keep(values, t));
                    (a0, a1) = (Sum(header, x10, x20, x00, v00, v10, v20), Sum(header + 4, x11, x21, x01, v01, v11, v21));
                    values = Requantizers128Neon.Narrow(TRequantizer.Apply(a0, m0, s0), TRequantizer.Apply(a1, m1, s1), zeroPoint);
                    AdvSimd.Store(target1, TRange.Keep(values, t));
                    target0 += step;
                    target1 += step;
                    if (--column == 0)
                        break;

                    line0 += step;
                    line1 += step;
                    line2 += step;
                    line3 += step;
                    top = Interleave(line0, line1);
                    bottom = Interleave(line2, line3);
                    (x10, x11) = (AdvSimd.Arm64.ZipLow(top, bottom).AsSByte(), AdvSimd.Arm64.ZipHigh(top, bottom).AsSByte());
                    (a0, a1) = (Sum(header, x20, x00, x10, u00, u10, u20), Sum(header + 4, x21, x01, x11, u01, u11, u21));
                    values = Requantizers128Neon.Narrow(TRequantizer.Apply(a0, m0, s0), TRequantizer.Apply(a1, m1, s1), zeroPoint);
                    AdvSimd.Store(target0, TRange.Keep(values, t));
                    (a0, a1) = (Sum(header, x20, x00, x10, v00, v10, v20), Sum(header + 4, x21, x01, x11, v01, v11, v21));
                    values = Requantizers128Neon.Narrow(TRequantizer.Apply(a0, m0, s0), TRequantizer.Apply(a1, m1, s1), zeroPoint);
                    AdvSimd.Store(target1, TRange.Keep(values, t));
                    target0 += step;
                    target1 += step;
                    if (--column == 0)
                        break;
                }

                if (isPart)
                {
                    DepthwiseOutput128.Part(t->Spill, output0, left);
                    DepthwiseOutput128.Part(t->Spill + 8, output1, left);
                    output0 += step;
                    output1 += step;
                    line0 -= step;
                    line1 -= step;
                    line2 -= step;
                    line3 -= step;
                }
            }
        }
    }

    /// <summary>Eight bytes of two lines in turns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> Interleave(sbyte* upper, sbyte* lower) =>
        AdvSimd.Arm64.ZipLow(AdvSimd.LoadVector64(upper).ToVector128Unsafe(), AdvSimd.LoadVector64(lower).ToVector128Unsafe()).AsInt16();

    /// <summary>Four channels of a position: the bias, read anew as a copy would cost more, and three filter columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Sum(int* bias, Vector128<sbyte> x0, Vector128<sbyte> x1, Vector128<sbyte> x2, Vector128<sbyte> w0, Vector128<sbyte> w1, Vector128<sbyte> w2) =>
        Dp.DotProduct(Dp.DotProduct(Dp.DotProduct(AdvSimd.LoadVector128(bias), x0, w0), x1, w1), x2, w2);
}
