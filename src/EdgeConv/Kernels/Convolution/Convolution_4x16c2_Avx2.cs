using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using EdgeConv.Kernels.Numerics;
using EdgeConv.Kernels.Requantizers;

namespace EdgeConv.Kernels.Convolution;

/// <summary>
/// Four positions by sixteen channels, two products a step: everything widened to 16 bits, VPMADDWD sums pairs of products exactly (VPMADDUBSW would saturate), whatever the weights.
/// Eight input values are widened at once, into both halves of a vector, from where each pair is spread. Registers: eight accumulators, two of weights, four of inputs.
/// </summary>
internal readonly unsafe struct Convolution_4x16c2_Avx2 : IConvolutionTile
{
    // A constant: a static of another kind would be a check, perhaps a call, inside the leaf.
    private const int HeaderBytes = (3 * sizeof(int) + sizeof(long)) * 16;

    /// <inheritdoc/>
    public static int Rows => 4;

    /// <inheritdoc/>
    public static PackedLayout Layout { get; } = new(16, 2, IsPrepared: true, SwapsMiddle: true);

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
        for (; t->Tiles != 0; TileArguments.MoveOn(t, 4))
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
                packed += HeaderBytes;
                var rows = t->Rows;
                for (var tap = t->Taps; tap > 0; tap--)
                {
                    var r0 = rows[0];
                    var r1 = rows[1];
                    var r2 = rows[2];
                    var r3 = rows[3];
                    rows += 4;
                    var step = t->Steps;
                    for (; step >= 4; step -= 4)
                    {
                        var x0 = Avx2.ConvertToVector256Int16(Vector128.Create(*(long*)r0).AsSByte());
                        var x1 = Avx2.ConvertToVector256Int16(Vector128.Create(*(long*)r1).AsSByte());
                        var x2 = Avx2.ConvertToVector256Int16(Vector128.Create(*(long*)r2).AsSByte());
                        var x3 = Avx2.ConvertToVector256Int16(Vector128.Create(*(long*)r3).AsSByte());
                        var w0 = Avx2.ConvertToVector256Int16((sbyte*)packed + 0);
                        var w1 = Avx2.ConvertToVector256Int16((sbyte*)packed + 16);
                        var x = Avx2.Shuffle(x0.AsInt32(), 0b00000000).AsInt16();
                        c00 += Avx2.MultiplyAddAdjacent(x, w0);
                        c01 += Avx2.MultiplyAddAdjacent(x, w1);
                        x = Avx2.Shuffle(x1.AsInt32(), 0b00000000).AsInt16();
                        c10 += Avx2.MultiplyAddAdjacent(x, w0);
                        c11 += Avx2.MultiplyAddAdjacent(x, w1);
                        x = Avx2.Shuffle(x2.AsInt32(), 0b00000000).AsInt16();
                        c20 += Avx2.MultiplyAddAdjacent(x, w0);
                        c21 += Avx2.MultiplyAddAdjacent(x, w1);
                        x = Avx2.Shuffle(x3.AsInt32(), 0b00000000).AsInt16();
                        c30 += Avx2.MultiplyAddAdjacent(x, w0);
                        c31 += Avx2.MultiplyAddAdjacent(x, w1);
                        w0 = Avx2.ConvertToVector256Int16((sbyte*)packed + 32);
                        w1 = Avx2.ConvertToVector256Int16((sbyte*)packed + 48);
                        x = Avx2.Shuffle(x0.AsInt32(), 0b01010101).AsInt16();
                        c00 += Avx2.MultiplyAddAdjacent(x, w0);
                        c01 += Avx2.MultiplyAddAdjacent(x, w1);
                        x = Avx2.Shuffle(x1.AsInt32(), 0b01010101).AsInt16();
                        c10 += Avx2.MultiplyAddAdjacent(x, w0);
                        c11 += Avx2.MultiplyAddAdjacent(x, w1);
                        x = Avx2.Shuffle(x2.AsInt32(), 0b01010101).AsInt16();
                        c20 += Avx2.MultiplyAddAdjacent(x, w0);
                        c21 += Avx2.MultiplyAddAdjacent(x, w1);
                        x = Avx2.Shuffle(x3.AsInt32(), 0b01010101).AsInt16();
                        c30 += Avx2.MultiplyAddAdjacent(x, w0);
                        c31 += Avx2.MultiplyAddAdjacent(x, w1);
                        w0 = Avx2.ConvertToVector256Int16((sbyte*)packed + 64);
                        w1 = Avx2.ConvertToVector256Int16((sbyte*)packed + 80);
                        x = Avx2.Shuffle(x0.AsInt32(), 0b10101010).AsInt16();
                        c00 += Avx2.MultiplyAddAdjacent(x, w0);
                        c01 += Avx2.MultiplyAddAdjacent(x, w1);
                        x = Avx2.Shuffle(x1.AsInt32(), 0b10101010).AsInt16();
                        c10 += Avx2.MultiplyAddAdjacent(x, w0);
                        c11 += Avx2.MultiplyAddAdjacent(x, w1);
                        x = Avx2.Shuffle(x2.AsInt32(), 0b10101010).AsInt16();
                        c20 += Avx2.MultiplyAddAdjacent(x, w0);
                        c21 += Avx2.MultiplyAddAdjacent(x, w1);
                        x = Avx2.Shuffle(x3.AsInt32(), 0b10101010).AsInt16();
                        c30 += Avx2.MultiplyAddAdjacent(x, w0);
                        c31 += Avx2.MultiplyAddAdjacent(x, w1);
                        w0 = Avx2.ConvertToVector256Int16((sbyte*)packed + 96);
                        w1 = Avx2.ConvertToVector256Int16((sbyte*)packed + 112);
                        x = Avx2.Shuffle(x0.AsInt32(), 0b11111111).AsInt16();
                        c00 += Avx2.MultiplyAddAdjacent(x, w0);
                        c01 += Avx2.MultiplyAddAdjacent(x, w1);
                        x = Avx2.Shuffle(x1.AsInt32(), 0b11111111).AsInt16();
                        c10 += Avx2.MultiplyAddAdjacent(x, w0);
                        c11 += Avx2.MultiplyAddAdjacent(x, w1);
                        x = Avx2.Shuffle(x2.AsInt32(), 0b11111111).AsInt16();
                        c20 += Avx2.MultiplyAddAdjacent(x, w0);
                        c21 += Avx2.MultiplyAddAdjacent(x, w1);
                        x = Avx2.Shuffle(x3.AsInt32(), 0b11111111).AsInt16();
                        c30 += Avx2.MultiplyAddAdjacent(x, w0);
                        c31 += Avx2.MultiplyAddAdjacent(x, w1);
                        packed += 128;
                        r0 += 8;
                        r1 += 8;
                        r2 += 8;
                        r3 += 8;
                    }

                    for (; step > 0; step--, packed += 32)
                    {
                        var w0 = Avx2.ConvertToVector256Int16((sbyte*)packed);
                        var w1 = Avx2.ConvertToVector256Int16((sbyte*)packed + 16);
                        var x = Avx2.ConvertToVector256Int16(Vector128.Create(*(short*)r0).AsSByte());
                        c00 += Avx2.MultiplyAddAdjacent(x, w0);
                        c01 += Avx2.MultiplyAddAdjacent(x, w1);
                        r0 += 2;
                        x = Avx2.ConvertToVector256Int16(Vector128.Create(*(short*)r1).AsSByte());
                        c10 += Avx2.MultiplyAddAdjacent(x, w0);
                        c11 += Avx2.MultiplyAddAdjacent(x, w1);
                        r1 += 2;
                        x = Avx2.ConvertToVector256Int16(Vector128.Create(*(short*)r2).AsSByte());
                        c20 += Avx2.MultiplyAddAdjacent(x, w0);
                        c21 += Avx2.MultiplyAddAdjacent(x, w1);
                        r2 += 2;
                        x = Avx2.ConvertToVector256Int16(Vector128.Create(*(short*)r3).AsSByte());
                        c30 += Avx2.MultiplyAddAdjacent(x, w0);
                        c31 += Avx2.MultiplyAddAdjacent(x, w1);
                        r3 += 2;
                    }
                }

                var factors = header + 16;
                var y01 = ConvolutionOutput256.Narrow<TRequantizer>(
                    TRequantizer.Apply(c00, factors, 16, 0), TRequantizer.Apply(c01, factors + 8, 16, 8), TRequantizer.Apply(c10, factors, 16, 0), TRequantizer.Apply(c11, factors + 8, 16, 8), t);
                var y23 = ConvolutionOutput256.Narrow<TRequantizer>(
                    TRequantizer.Apply(c20, factors, 16, 0), TRequantizer.Apply(c21, factors + 8, 16, 8), TRequantizer.Apply(c30, factors, 16, 0), TRequantizer.Apply(c31, factors + 8, 16, 8), t);
                ConvolutionOutput256.Store(y01, t, 0, channel);
                ConvolutionOutput256.Store(y23, t, 2, channel);
            }
        }
    }
}
