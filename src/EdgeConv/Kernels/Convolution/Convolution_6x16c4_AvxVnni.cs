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
    // A constant: a static of another kind would be a check, perhaps a call, inside the leaf.
    private const int HeaderBytes = (3 * sizeof(int) + sizeof(long)) * 16;

    /// <inheritdoc/>
    public static int Rows => 6;

    /// <inheritdoc/>
    public static PackedLayout Layout { get; } = new(16, 4, InputOffset: 128, IsPrepared: true, SwapsMiddle: true);

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
        var pairs = t->Steps >> 1;
        var odd = t->Steps & 1;
        for (; t->Tiles != 0; TileArguments.MoveOn(t, 6))
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

                packed += HeaderBytes;
                var rows = t->Rows;
                var sign = Vector256.Create((byte)0x80);
                for (var tap = t->Taps; tap != 0; tap--)
                {
                    var r0 = rows[0];
                    var r1 = rows[1];
                    var r2 = rows[2];
                    var r3 = rows[3];
                    var r4 = rows[4];
                    var r5 = rows[5];
                    rows += 6;
                    Vector256<byte> x;
                    Vector256<sbyte> w0, w1;
                    for (var pair = pairs; pair != 0; pair--)
                    {
                        w0 = Avx.LoadVector256((sbyte*)packed);
                        w1 = Avx.LoadVector256((sbyte*)packed + 32);
                        x = Vector256.Create(*(int*)r0).AsByte() ^ sign;
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
                        w0 = Avx.LoadVector256((sbyte*)packed + 64);
                        w1 = Avx.LoadVector256((sbyte*)packed + 96);
                        x = Vector256.Create(*(int*)(r0 + 4)).AsByte() ^ sign;
                        c00 = AvxVnni.MultiplyWideningAndAdd(c00, x, w0);
                        c01 = AvxVnni.MultiplyWideningAndAdd(c01, x, w1);
                        x = Vector256.Create(*(int*)(r1 + 4)).AsByte() ^ sign;
                        c10 = AvxVnni.MultiplyWideningAndAdd(c10, x, w0);
                        c11 = AvxVnni.MultiplyWideningAndAdd(c11, x, w1);
                        x = Vector256.Create(*(int*)(r2 + 4)).AsByte() ^ sign;
                        c20 = AvxVnni.MultiplyWideningAndAdd(c20, x, w0);
                        c21 = AvxVnni.MultiplyWideningAndAdd(c21, x, w1);
                        x = Vector256.Create(*(int*)(r3 + 4)).AsByte() ^ sign;
                        c30 = AvxVnni.MultiplyWideningAndAdd(c30, x, w0);
                        c31 = AvxVnni.MultiplyWideningAndAdd(c31, x, w1);
                        x = Vector256.Create(*(int*)(r4 + 4)).AsByte() ^ sign;
                        c40 = AvxVnni.MultiplyWideningAndAdd(c40, x, w0);
                        c41 = AvxVnni.MultiplyWideningAndAdd(c41, x, w1);
                        x = Vector256.Create(*(int*)(r5 + 4)).AsByte() ^ sign;
                        c50 = AvxVnni.MultiplyWideningAndAdd(c50, x, w0);
                        c51 = AvxVnni.MultiplyWideningAndAdd(c51, x, w1);
                        packed += 128;
                        r0 += 8;
                        r1 += 8;
                        r2 += 8;
                        r3 += 8;
                        r4 += 8;
                        r5 += 8;
                    }

                    if (odd == 0)
                        continue;
                    w0 = Avx.LoadVector256((sbyte*)packed);
                    w1 = Avx.LoadVector256((sbyte*)packed + 32);
                    x = Vector256.Create(*(int*)r0).AsByte() ^ sign;
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
                    packed += 64;
                }

                var factors = header + 16;
                var y01 = ConvolutionOutput256.Finish<TRequantizer>(c00, c01, c10, c11, factors, t);
                var y23 = ConvolutionOutput256.Finish<TRequantizer>(c20, c21, c30, c31, factors, t);
                var y45 = ConvolutionOutput256.Finish<TRequantizer>(c40, c41, c50, c51, factors, t);
                ConvolutionOutput256.Store(y01, t, 0, channel);
                ConvolutionOutput256.Store(y23, t, 2, channel);
                ConvolutionOutput256.Store(y45, t, 4, channel);
            }
        }
    }
}
