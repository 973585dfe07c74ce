using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using EdgeConv.Kernels.Numerics;
using EdgeConv.Kernels.Requantizers;

namespace EdgeConv.Kernels.Convolution;

/// <summary>
/// Six positions by sixteen channels, four products a step: VPDPBUSD of input bytes made unsigned (four of them repeated over the vector) with signed weights.
/// Registers: twelve accumulators, two of weights, one of inputs, one of sign bits.
/// </summary>
internal readonly unsafe struct Convolution_6x16c4_AvxVnni : IConvolutionTile
{
    /// <inheritdoc/>
    public static int Rows => 6;

    /// <inheritdoc/>
    public static PackedLayout Layout { get; } = new(16, 4, InputOffset: 128);

    /// <inheritdoc/>
    public static delegate*<TileArguments*, void> Entry(Requantization requantization) => requantization switch
    {
        Requantization.ExactRightPositive => &Run<Requantizers256.ExactRightPositive>,
        Requantization.ExactRight => &Run<Requantizers256.ExactRight>,
        Requantization.Float => &Run<Requantizers256.Float>,
        _ => &Run<Requantizers256.Exact>,
    };

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Run<TRequantizer>(TileArguments* t)
        where TRequantizer : struct, IRequantizer256
    {
        var packed = t->Packed;
        for (var channel = 0; channel < t->Channels; channel += 16)
        {
            var header = (int*)packed;
            var (low, high) = (Avx.LoadVector256(header), Avx.LoadVector256(header + 8));
            var corrections = t->Corrections;
            var correction = Vector256.Create(corrections[0]);
            var (c00, c01) = (low + correction, high + correction);
            correction = Vector256.Create(corrections[1]);
            var (c10, c11) = (low + correction, high + correction);
            correction = Vector256.Create(corrections[2]);
            var (c20, c21) = (low + correction, high + correction);
            correction = Vector256.Create(corrections[3]);
            var (c30, c31) = (low + correction, high + correction);
            correction = Vector256.Create(corrections[4]);
            var (c40, c41) = (low + correction, high + correction);
            correction = Vector256.Create(corrections[5]);
            var (c50, c51) = (low + correction, high + correction);

            packed += 3 * 16 * sizeof(int);
            var rows = t->Rows;
            var sign = Vector256.Create((byte)0x80);
            for (var tap = t->Taps; tap > 0; tap--)
            {
                var r0 = rows[0];
                var r1 = rows[1];
                var r2 = rows[2];
                var r3 = rows[3];
                var r4 = rows[4];
                var r5 = rows[5];
                rows += 6;
                for (var step = t->Steps; step > 0; step--)
                {
                    var w0 = Avx.LoadVector256((sbyte*)packed);
                    var w1 = Avx.LoadVector256((sbyte*)packed + 32);
                    packed += 64;
                    var x = Vector256.Create(*(int*)r0).AsByte() ^ sign;
                    c00 = AvxVnni.MultiplyWideningAndAdd(c00, x, w0);
                    c01 = AvxVnni.MultiplyWideningAndAdd(c01, x, w1);
                    x = Vector256.Create(*(int*)r1).AsByte() ^ sign;
                    c10 = AvxVnni.MultiplyWideningAndAdd(c10, x, w0);
                    c11 = AvxVnni.MultiplyWideningAndAdd(c11, x, w1);
                    x = Vector256.Create(*(int*)r2).AsByte() ^ sign;
                    c20 = AvxVnni.MultiplyWideningAndAdd(c20, x, w0);
                    c21 = AvxVnni.MultiplyWideningAndAdd(c21, x, w1);
                    x = Vector256.Create(*(int*)r3).AsByte() ^ sign;
                    c30 = AvxVnni.MultiplyWideningAndAdd(c30, x, w0);
                    c31 = AvxVnni.MultiplyWideningAndAdd(c31, x, w1);
                    x = Vector256.Create(*(int*)r4).AsByte() ^ sign;
                    c40 = AvxVnni.MultiplyWideningAndAdd(c40, x, w0);
                    c41 = AvxVnni.MultiplyWideningAndAdd(c41, x, w1);
                    x = Vector256.Create(*(int*)r5).AsByte() ^ sign;
                    c50 = AvxVnni.MultiplyWideningAndAdd(c50, x, w0);
                    c51 = AvxVnni.MultiplyWideningAndAdd(c51, x, w1);
                    r0 += 4;
                    r1 += 4;
                    r2 += 4;
                    r3 += 4;
                    r4 += 4;
                    r5 += 4;
                }
            }

            var (m0, m1) = (Avx.LoadVector256(header + 16), Avx.LoadVector256(header + 24));
            var (s0, s1) = (Avx.LoadVector256(header + 32), Avx.LoadVector256(header + 40));
            var y01 = Narrow(
                TRequantizer.Apply(c00, m0, s0), TRequantizer.Apply(c01, m1, s1), TRequantizer.Apply(c10, m0, s0), TRequantizer.Apply(c11, m1, s1), t);
            var y23 = Narrow(
                TRequantizer.Apply(c20, m0, s0), TRequantizer.Apply(c21, m1, s1), TRequantizer.Apply(c30, m0, s0), TRequantizer.Apply(c31, m1, s1), t);
            var y45 = Narrow(
                TRequantizer.Apply(c40, m0, s0), TRequantizer.Apply(c41, m1, s1), TRequantizer.Apply(c50, m0, s0), TRequantizer.Apply(c51, m1, s1), t);
            var outputs = t->Outputs;
            var left = t->Channels - channel;
            if (left >= 16)
            {
                Sse2.Store(outputs[0] + channel, y01.GetLower());
                Sse2.Store(outputs[1] + channel, y01.GetUpper());
                Sse2.Store(outputs[2] + channel, y23.GetLower());
                Sse2.Store(outputs[3] + channel, y23.GetUpper());
                Sse2.Store(outputs[4] + channel, y45.GetLower());
                Sse2.Store(outputs[5] + channel, y45.GetUpper());
            }
            else
            {
                Avx.Store(t->Spill, y01);
                Avx.Store(t->Spill + 32, y23);
                Avx.Store(t->Spill + 64, y45);
                for (var row = 0; row < 6; row++)
                {
                    for (var i = 0; i < left; i++)
                        outputs[row][channel + i] = t->Spill[row * 16 + i];
                }
            }
        }
    }

    /// <summary>Two positions of sixteen channels: zero point added, range cut, sixteen bytes each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<sbyte> Narrow(Vector256<int> a0, Vector256<int> a1, Vector256<int> b0, Vector256<int> b1, TileArguments* t)
    {
        var zeroPoint = Vector256.Create((short)t->OutputZeroPoint);
        var a = Avx2.AddSaturate(Avx2.PackSignedSaturate(a0, a1), zeroPoint);
        var b = Avx2.AddSaturate(Avx2.PackSignedSaturate(b0, b1), zeroPoint);
        var bytes = Avx2.PackSignedSaturate(a, b).AsInt32();
        // Both packs work within halves of the vector: channels 0-3, 8-11 of a, then of b; 4-7, 12-15 in the upper half.
        var ordered = Avx2.PermuteVar8x32(bytes, Vector256.Create(0, 4, 1, 5, 2, 6, 3, 7)).AsSByte();
        return Vector256.Max(Vector256.Min(ordered, Vector256.Create((sbyte)t->OutputMax)), Vector256.Create((sbyte)t->OutputMin));
    }
}
