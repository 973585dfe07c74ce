using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using EdgeConv.Kernels.Numerics;
using EdgeConv.Kernels.Requantizers;

namespace EdgeConv.Kernels.Depthwise;

/// <summary>
/// <see cref="Depthwise_3x3c8_Neon"/> with two planes of weights: uint8 models, whose weights have a zero point. Each input value serves both.
/// Registers: eighteen of weights, four of input, four of products, four accumulators, the rest passing.
/// </summary>
internal readonly unsafe struct Depthwise_3x3c8p2_Neon : IDepthwiseTile
{
    /// <inheritdoc/>
    public static int Rows => 1;

    /// <inheritdoc/>
    public static PackedLayout Layout { get; } = new(8, 1);

    /// <inheritdoc/>
    public static string? Refusal(in ConvolutionArguments a) =>
        DepthwisePacking.Planes(in a) != 2 ? "needs two planes of weights" : a.Geometry is not { FilterHeight: 3, FilterWidth: 3 } ? "needs 3x3 filters" : null;

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
        nint tap = t->TapBytes;
        var tap2 = 2 * tap;
        for (var left = t->Channels; left > 0; left -= 8, packed += t->BlockBytes)
        {
            var header = (int*)packed;
            var weights = (sbyte*)packed + 3 * 8 * sizeof(int);
            var w0 = AdvSimd.LoadVector64(weights);
            var w1 = AdvSimd.LoadVector64(weights + 8);
            var w2 = AdvSimd.LoadVector64(weights + 16);
            var w3 = AdvSimd.LoadVector64(weights + 24);
            var w4 = AdvSimd.LoadVector64(weights + 32);
            var w5 = AdvSimd.LoadVector64(weights + 40);
            var w6 = AdvSimd.LoadVector64(weights + 48);
            var w7 = AdvSimd.LoadVector64(weights + 56);
            var w8 = AdvSimd.LoadVector64(weights + 64);
            var v0 = AdvSimd.LoadVector64(weights + 72);
            var v1 = AdvSimd.LoadVector64(weights + 80);
            var v2 = AdvSimd.LoadVector64(weights + 88);
            var v3 = AdvSimd.LoadVector64(weights + 96);
            var v4 = AdvSimd.LoadVector64(weights + 104);
            var v5 = AdvSimd.LoadVector64(weights + 112);
            var v6 = AdvSimd.LoadVector64(weights + 120);
            var v7 = AdvSimd.LoadVector64(weights + 128);
            var v8 = AdvSimd.LoadVector64(weights + 136);
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
                for (var column = run; column > 0; column--)
                {
                    var x0 = AdvSimd.LoadVector64(line0);
                    var x1 = AdvSimd.LoadVector64(line1);
                    var x2 = AdvSimd.LoadVector64(line2);
                    var x3 = AdvSimd.LoadVector64(line0 + tap);
                    var (c0, c1) = (AdvSimd.LoadVector128(header), AdvSimd.LoadVector128(header + 4));
                    var p0 = AdvSimd.MultiplyWideningLower(x0, w0);
                    var q0 = AdvSimd.MultiplyWideningLower(x0, v0);
                    var x4 = AdvSimd.LoadVector64(line1 + tap);
                    var x5 = AdvSimd.LoadVector64(line2 + tap);
                    p0 = AdvSimd.MultiplyWideningLowerAndAdd(p0, x1, w1);
                    q0 = AdvSimd.MultiplyWideningLowerAndAdd(q0, x1, v1);
                    var p1 = AdvSimd.MultiplyWideningLower(x2, w2);
                    var q1 = AdvSimd.MultiplyWideningLower(x2, v2);
                    var x6 = AdvSimd.LoadVector64(line0 + tap2);
                    var x7 = AdvSimd.LoadVector64(line1 + tap2);
                    p1 = AdvSimd.MultiplyWideningLowerAndAdd(p1, x3, w3);
                    q1 = AdvSimd.MultiplyWideningLowerAndAdd(q1, x3, v3);
                    var d1 = AdvSimd.AddWideningUpper(p0, q0);
                    var d0 = AdvSimd.AddWideningLower(p0.GetLower(), q0.GetLower());
                    var p2 = AdvSimd.MultiplyWideningLower(x4, w4);
                    var q2 = AdvSimd.MultiplyWideningLower(x4, v4);
                    var x8 = AdvSimd.LoadVector64(line2 + tap2);
                    p2 = AdvSimd.MultiplyWideningLowerAndAdd(p2, x5, w5);
                    q2 = AdvSimd.MultiplyWideningLowerAndAdd(q2, x5, v5);
                    c1 = AdvSimd.AddWideningUpper(c1, p1);
                    c0 = AdvSimd.AddWideningLower(c0, p1.GetLower());
                    d1 = AdvSimd.AddWideningUpper(d1, q1);
                    d0 = AdvSimd.AddWideningLower(d0, q1.GetLower());
                    var p3 = AdvSimd.MultiplyWideningLower(x6, w6);
                    var q3 = AdvSimd.MultiplyWideningLower(x6, v6);
                    p3 = AdvSimd.MultiplyWideningLowerAndAdd(p3, x7, w7);
                    q3 = AdvSimd.MultiplyWideningLowerAndAdd(q3, x7, v7);
                    c1 = AdvSimd.AddWideningUpper(c1, p2);
                    c0 = AdvSimd.AddWideningLower(c0, p2.GetLower());
                    d1 = AdvSimd.AddWideningUpper(d1, q2);
                    d0 = AdvSimd.AddWideningLower(d0, q2.GetLower());
                    var p4 = AdvSimd.MultiplyWideningLower(x8, w8);
                    var q4 = AdvSimd.MultiplyWideningLower(x8, v8);
                    var (m0, m1) = (AdvSimd.LoadVector128(header + 8), AdvSimd.LoadVector128(header + 12));
                    c1 = AdvSimd.AddWideningUpper(c1, p3);
                    c0 = AdvSimd.AddWideningLower(c0, p3.GetLower());
                    d1 = AdvSimd.AddWideningUpper(d1, q3);
                    d0 = AdvSimd.AddWideningLower(d0, q3.GetLower());
                    c1 = AdvSimd.AddWideningUpper(c1, p4);
                    c0 = AdvSimd.AddWideningLower(c0, p4.GetLower());
                    d1 = AdvSimd.AddWideningUpper(d1, q4);
                    d0 = AdvSimd.AddWideningLower(d0, q4.GetLower());
                    var (s0, s1) = (AdvSimd.LoadVector128(header + 16), AdvSimd.LoadVector128(header + 20));
                    // Pointers move between the steps: a value used in the next statement alone is moved there by the compiler, lower half before upper.
                    c1 += d1;
                    c0 += d0;
                    line0 += step;
                    c1 = TRequantizer.Scale(c1, m1, s1);
                    c0 = TRequantizer.Scale(c0, m0, s0);
                    line1 += step;
                    c1 = TRequantizer.Round(c1, s1);
                    c0 = TRequantizer.Round(c0, s0);
                    line2 += step;
                    var words = AdvSimd.ExtractNarrowingSaturateUpper(AdvSimd.ExtractNarrowingSaturateLower(c0), c1);
                    var values = AdvSimd.ExtractNarrowingSaturateLower(AdvSimd.AddSaturate(words, zeroPoint));
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
}
