using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using EdgeConv.Kernels.Numerics;
using EdgeConv.Kernels.Requantizers;

namespace EdgeConv.Kernels.Convolution;

/// <summary>
/// Eight positions by thirty-two channels, two products a step: <see cref="Convolution_4x16c2_Avx2"/> on vectors of 512 bits, of which there are twice as many. VPMADDWD sums pairs of products
/// exactly, whatever the weights. .NET knows no dot product of bytes that is as wide: where there is one of 256 bits, that is faster. Registers: sixteen accumulators, two of weights,
/// 8 of inputs.
/// </summary>
internal readonly unsafe struct Convolution_8x32c2_Avx512 : IConvolutionTile
{
    // A constant: a static of another kind would be a check, perhaps a call, inside the leaf.
    private const int HeaderBytes = (3 * sizeof(int) + sizeof(long)) * 32;

    /// <inheritdoc/>
    public static int Rows => 8;

    /// <inheritdoc/>
    public static PackedLayout Layout { get; } = new(32, 2, IsPrepared: true, SwapsMiddle: true);

    /// <summary>Why a convolution is left to other kernels.</summary>
    public static string? Refusal(in ConvolutionArguments a) =>
        ConvolutionDriver<Convolution_8x32c2_Avx512>.Refusal(in a)
        ?? ((a.Geometry.OutputChannels / a.Groups - 1) % Layout.Channels < Layout.Channels / 2 ? "half of its last channels would be none" : null);

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
        for (; t->Tiles != 0; TileArguments.MoveOn(t, 8))
        {
            var packed = t->Packed;
            for (var channel = 0; channel < t->Channels; channel += 32)
            {
                var header = (int*)packed;
                var (low, high) = (Avx512F.LoadVector512(header), Avx512F.LoadVector512(header + 16));
                var corrections = t->Corrections;
                var correction = Vector512.Create(corrections[0]);
                var (c00, c01) = (Avx512F.Add(low, correction), Avx512F.Add(high, correction));
                correction = Vector512.Create(corrections[1]);
                var (c10, c11) = (Avx512F.Add(low, correction), Avx512F.Add(high, correction));
                correction = Vector512.Create(corrections[2]);
                var (c20, c21) = (Avx512F.Add(low, correction), Avx512F.Add(high, correction));
                correction = Vector512.Create(corrections[3]);
                var (c30, c31) = (Avx512F.Add(low, correction), Avx512F.Add(high, correction));
                correction = Vector512.Create(corrections[4]);
                var (c40, c41) = (Avx512F.Add(low, correction), Avx512F.Add(high, correction));
                correction = Vector512.Create(corrections[5]);
                var (c50, c51) = (Avx512F.Add(low, correction), Avx512F.Add(high, correction));
                correction = Vector512.Create(corrections[6]);
                var (c60, c61) = (Avx512F.Add(low, correction), Avx512F.Add(high, correction));
                correction = Vector512.Create(corrections[7]);
                var (c70, c71) = (Avx512F.Add(low, correction), Avx512F.Add(high, correction));
                packed += HeaderBytes;
                var rows = t->Rows;
                for (var tap = t->Taps; tap > 0; tap--, rows += 8)
                {
                    var r0 = rows[0];
                    var r1 = rows[1];
                    var r2 = rows[2];
                    var r3 = rows[3];
                    var r4 = rows[4];
                    var r5 = rows[5];
                    var r6 = rows[6];
                    var r7 = rows[7];
                    var step = t->Steps;
                    for (; step >= 4; step -= 4)
                    {
                        var x0 = Avx512BW.ConvertToVector512Int16(Vector256.Create(*(long*)r0).AsSByte()).AsInt32();
                        var x1 = Avx512BW.ConvertToVector512Int16(Vector256.Create(*(long*)r1).AsSByte()).AsInt32();
                        var x2 = Avx512BW.ConvertToVector512Int16(Vector256.Create(*(long*)r2).AsSByte()).AsInt32();
                        var x3 = Avx512BW.ConvertToVector512Int16(Vector256.Create(*(long*)r3).AsSByte()).AsInt32();
                        var x4 = Avx512BW.ConvertToVector512Int16(Vector256.Create(*(long*)r4).AsSByte()).AsInt32();
                        var x5 = Avx512BW.ConvertToVector512Int16(Vector256.Create(*(long*)r5).AsSByte()).AsInt32();
                        var x6 = Avx512BW.ConvertToVector512Int16(Vector256.Create(*(long*)r6).AsSByte()).AsInt32();
                        var x7 = Avx512BW.ConvertToVector512Int16(Vector256.Create(*(long*)r7).AsSByte()).AsInt32();
                        var w0 = Avx512BW.ConvertToVector512Int16(Avx.LoadVector256((sbyte*)packed));
                        var w1 = Avx512BW.ConvertToVector512Int16(Avx.LoadVector256((sbyte*)packed + 32));
                        var x = Avx512F.Shuffle(x0, 0b00000000).AsInt16();
                        c00 = Avx512F.Add(c00, Avx512BW.MultiplyAddAdjacent(x, w0));
                        c01 = Avx512F.Add(c01, Avx512BW.MultiplyAddAdjacent(x, w1));
                        x = Avx512F.Shuffle(x1, 0b00000000).AsInt16();
                        c10 = Avx512F.Add(c10, Avx512BW.MultiplyAddAdjacent(x, w0));
                        c11 = Avx512F.Add(c11, Avx512BW.MultiplyAddAdjacent(x, w1));
                        x = Avx512F.Shuffle(x2, 0b00000000).AsInt16();
                        c20 = Avx512F.Add(c20, Avx512BW.MultiplyAddAdjacent(x, w0));
                        c21 = Avx512F.Add(c21, Avx512BW.MultiplyAddAdjacent(x, w1));
                        x = Avx512F.Shuffle(x3, 0b00000000).AsInt16();
                        c30 = Avx512F.Add(c30, Avx512BW.MultiplyAddAdjacent(x, w0));
                        c31 = Avx512F.Add(c31, Avx512BW.MultiplyAddAdjacent(x, w1));
                        x = Avx512F.Shuffle(x4, 0b00000000).AsInt16();
                        c40 = Avx512F.Add(c40, Avx512BW.MultiplyAddAdjacent(x, w0));
                        c41 = Avx512F.Add(c41, Avx512BW.MultiplyAddAdjacent(x, w1));
                        x = Avx512F.Shuffle(x5, 0b00000000).AsInt16();
                        c50 = Avx512F.Add(c50, Avx512BW.MultiplyAddAdjacent(x, w0));
                        c51 = Avx512F.Add(c51, Avx512BW.MultiplyAddAdjacent(x, w1));
                        x = Avx512F.Shuffle(x6, 0b00000000).AsInt16();
                        c60 = Avx512F.Add(c60, Avx512BW.MultiplyAddAdjacent(x, w0));
                        c61 = Avx512F.Add(c61, Avx512BW.MultiplyAddAdjacent(x, w1));
                        x = Avx512F.Shuffle(x7, 0b00000000).AsInt16();
                        c70 = Avx512F.Add(c70, Avx512BW.MultiplyAddAdjacent(x, w0));
                        c71 = Avx512F.Add(c71, Avx512BW.MultiplyAddAdjacent(x, w1));
                        w0 = Avx512BW.ConvertToVector512Int16(Avx.LoadVector256((sbyte*)packed + 64));
                        w1 = Avx512BW.ConvertToVector512Int16(Avx.LoadVector256((sbyte*)packed + 96));
                        x = Avx512F.Shuffle(x0, 0b01010101).AsInt16();
                        c00 = Avx512F.Add(c00, Avx512BW.MultiplyAddAdjacent(x, w0));
                        c01 = Avx512F.Add(c01, Avx512BW.MultiplyAddAdjacent(x, w1));
                        x = Avx512F.Shuffle(x1, 0b01010101).AsInt16();
                        c10 = Avx512F.Add(c10, Avx512BW.MultiplyAddAdjacent(x, w0));
                        c11 = Avx512F.Add(c11, Avx512BW.MultiplyAddAdjacent(x, w1));
                        x = Avx512F.Shuffle(x2, 0b01010101).AsInt16();
                        c20 = Avx512F.Add(c20, Avx512BW.MultiplyAddAdjacent(x, w0));
                        c21 = Avx512F.Add(c21, Avx512BW.MultiplyAddAdjacent(x, w1));
                        x = Avx512F.Shuffle(x3, 0b01010101).AsInt16();
                        c30 = Avx512F.Add(c30, Avx512BW.MultiplyAddAdjacent(x, w0));
                        c31 = Avx512F.Add(c31, Avx512BW.MultiplyAddAdjacent(x, w1));
                        x = Avx512F.Shuffle(x4, 0b01010101).AsInt16();
                        c40 = Avx512F.Add(c40, Avx512BW.MultiplyAddAdjacent(x, w0));
                        c41 = Avx512F.Add(c41, Avx512BW.MultiplyAddAdjacent(x, w1));
                        x = Avx512F.Shuffle(x5, 0b01010101).AsInt16();
                        c50 = Avx512F.Add(c50, Avx512BW.MultiplyAddAdjacent(x, w0));
                        c51 = Avx512F.Add(c51, Avx512BW.MultiplyAddAdjacent(x, w1));
                        x = Avx512F.Shuffle(x6, 0b01010101).AsInt16();
                        c60 = Avx512F.Add(c60, Avx512BW.MultiplyAddAdjacent(x, w0));
                        c61 = Avx512F.Add(c61, Avx512BW.MultiplyAddAdjacent(x, w1));
                        x = Avx512F.Shuffle(x7, 0b01010101).AsInt16();
                        c70 = Avx512F.Add(c70, Avx512BW.MultiplyAddAdjacent(x, w0));
                        c71 = Avx512F.Add(c71, Avx512BW.MultiplyAddAdjacent(x, w1));
                        w0 = Avx512BW.ConvertToVector512Int16(Avx.LoadVector256((sbyte*)packed + 128));
                        w1 = Avx512BW.ConvertToVector512Int16(Avx.LoadVector256((sbyte*)packed + 160));
                        x = Avx512F.Shuffle(x0, 0b10101010).AsInt16();
                        c00 = Avx512F.Add(c00, Avx512BW.MultiplyAddAdjacent(x, w0));
                        c01 = Avx512F.Add(c01, Avx512BW.MultiplyAddAdjacent(x, w1));
                        x = Avx512F.Shuffle(x1, 0b10101010).AsInt16();
                        c10 = Avx512F.Add(c10, Avx512BW.MultiplyAddAdjacent(x, w0));
                        c11 = Avx512F.Add(c11, Avx512BW.MultiplyAddAdjacent(x, w1));
                        x = Avx512F.Shuffle(x2, 0b10101010).AsInt16();
                        c20 = Avx512F.Add(c20, Avx512BW.MultiplyAddAdjacent(x, w0));
                        c21 = Avx512F.Add(c21, Avx512BW.MultiplyAddAdjacent(x, w1));
                        x = Avx512F.Shuffle(x3, 0b10101010).AsInt16();
                        c30 = Avx512F.Add(c30, Avx512BW.MultiplyAddAdjacent(x, w0));
                        c31 = Avx512F.Add(c31, Avx512BW.MultiplyAddAdjacent(x, w1));
                        x = Avx512F.Shuffle(x4, 0b10101010).AsInt16();
                        c40 = Avx512F.Add(c40, Avx512BW.MultiplyAddAdjacent(x, w0));
                        c41 = Avx512F.Add(c41, Avx512BW.MultiplyAddAdjacent(x, w1));
                        x = Avx512F.Shuffle(x5, 0b10101010).AsInt16();
                        c50 = Avx512F.Add(c50, Avx512BW.MultiplyAddAdjacent(x, w0));
                        c51 = Avx512F.Add(c51, Avx512BW.MultiplyAddAdjacent(x, w1));
                        x = Avx512F.Shuffle(x6, 0b10101010).AsInt16();
                        c60 = Avx512F.Add(c60, Avx512BW.MultiplyAddAdjacent(x, w0));
                        c61 = Avx512F.Add(c61, Avx512BW.MultiplyAddAdjacent(x, w1));
                        x = Avx512F.Shuffle(x7, 0b10101010).AsInt16();
                        c70 = Avx512F.Add(c70, Avx512BW.MultiplyAddAdjacent(x, w0));
                        c71 = Avx512F.Add(c71, Avx512BW.MultiplyAddAdjacent(x, w1));
                        w0 = Avx512BW.ConvertToVector512Int16(Avx.LoadVector256((sbyte*)packed + 192));
                        w1 = Avx512BW.ConvertToVector512Int16(Avx.LoadVector256((sbyte*)packed + 224));
                        x = Avx512F.Shuffle(x0, 0b11111111).AsInt16();
                        c00 = Avx512F.Add(c00, Avx512BW.MultiplyAddAdjacent(x, w0));
                        c01 = Avx512F.Add(c01, Avx512BW.MultiplyAddAdjacent(x, w1));
                        x = Avx512F.Shuffle(x1, 0b11111111).AsInt16();
                        c10 = Avx512F.Add(c10, Avx512BW.MultiplyAddAdjacent(x, w0));
                        c11 = Avx512F.Add(c11, Avx512BW.MultiplyAddAdjacent(x, w1));
                        x = Avx512F.Shuffle(x2, 0b11111111).AsInt16();
                        c20 = Avx512F.Add(c20, Avx512BW.MultiplyAddAdjacent(x, w0));
                        c21 = Avx512F.Add(c21, Avx512BW.MultiplyAddAdjacent(x, w1));
                        x = Avx512F.Shuffle(x3, 0b11111111).AsInt16();
                        c30 = Avx512F.Add(c30, Avx512BW.MultiplyAddAdjacent(x, w0));
                        c31 = Avx512F.Add(c31, Avx512BW.MultiplyAddAdjacent(x, w1));
                        x = Avx512F.Shuffle(x4, 0b11111111).AsInt16();
                        c40 = Avx512F.Add(c40, Avx512BW.MultiplyAddAdjacent(x, w0));
                        c41 = Avx512F.Add(c41, Avx512BW.MultiplyAddAdjacent(x, w1));
                        x = Avx512F.Shuffle(x5, 0b11111111).AsInt16();
                        c50 = Avx512F.Add(c50, Avx512BW.MultiplyAddAdjacent(x, w0));
                        c51 = Avx512F.Add(c51, Avx512BW.MultiplyAddAdjacent(x, w1));
                        x = Avx512F.Shuffle(x6, 0b11111111).AsInt16();
                        c60 = Avx512F.Add(c60, Avx512BW.MultiplyAddAdjacent(x, w0));
                        c61 = Avx512F.Add(c61, Avx512BW.MultiplyAddAdjacent(x, w1));
                        x = Avx512F.Shuffle(x7, 0b11111111).AsInt16();
                        c70 = Avx512F.Add(c70, Avx512BW.MultiplyAddAdjacent(x, w0));
                        c71 = Avx512F.Add(c71, Avx512BW.MultiplyAddAdjacent(x, w1));
                        packed += 256;
                        r0 += 8;
                        r1 += 8;
                        r2 += 8;
                        r3 += 8;
                        r4 += 8;
                        r5 += 8;
                        r6 += 8;
                        r7 += 8;
                    }

                    for (; step > 0; step--, packed += 64)
                    {
                        var w0 = Avx512BW.ConvertToVector512Int16(Avx.LoadVector256((sbyte*)packed));
                        var w1 = Avx512BW.ConvertToVector512Int16(Avx.LoadVector256((sbyte*)packed + 32));
                        var x = Avx512BW.ConvertToVector512Int16(Vector256.Create(*(short*)r0).AsSByte());
                        c00 = Avx512F.Add(c00, Avx512BW.MultiplyAddAdjacent(x, w0));
                        c01 = Avx512F.Add(c01, Avx512BW.MultiplyAddAdjacent(x, w1));
                        r0 += 2;
                        x = Avx512BW.ConvertToVector512Int16(Vector256.Create(*(short*)r1).AsSByte());
                        c10 = Avx512F.Add(c10, Avx512BW.MultiplyAddAdjacent(x, w0));
                        c11 = Avx512F.Add(c11, Avx512BW.MultiplyAddAdjacent(x, w1));
                        r1 += 2;
                        x = Avx512BW.ConvertToVector512Int16(Vector256.Create(*(short*)r2).AsSByte());
                        c20 = Avx512F.Add(c20, Avx512BW.MultiplyAddAdjacent(x, w0));
                        c21 = Avx512F.Add(c21, Avx512BW.MultiplyAddAdjacent(x, w1));
                        r2 += 2;
                        x = Avx512BW.ConvertToVector512Int16(Vector256.Create(*(short*)r3).AsSByte());
                        c30 = Avx512F.Add(c30, Avx512BW.MultiplyAddAdjacent(x, w0));
                        c31 = Avx512F.Add(c31, Avx512BW.MultiplyAddAdjacent(x, w1));
                        r3 += 2;
                        x = Avx512BW.ConvertToVector512Int16(Vector256.Create(*(short*)r4).AsSByte());
                        c40 = Avx512F.Add(c40, Avx512BW.MultiplyAddAdjacent(x, w0));
                        c41 = Avx512F.Add(c41, Avx512BW.MultiplyAddAdjacent(x, w1));
                        r4 += 2;
                        x = Avx512BW.ConvertToVector512Int16(Vector256.Create(*(short*)r5).AsSByte());
                        c50 = Avx512F.Add(c50, Avx512BW.MultiplyAddAdjacent(x, w0));
                        c51 = Avx512F.Add(c51, Avx512BW.MultiplyAddAdjacent(x, w1));
                        r5 += 2;
                        x = Avx512BW.ConvertToVector512Int16(Vector256.Create(*(short*)r6).AsSByte());
                        c60 = Avx512F.Add(c60, Avx512BW.MultiplyAddAdjacent(x, w0));
                        c61 = Avx512F.Add(c61, Avx512BW.MultiplyAddAdjacent(x, w1));
                        r6 += 2;
                        x = Avx512BW.ConvertToVector512Int16(Vector256.Create(*(short*)r7).AsSByte());
                        c70 = Avx512F.Add(c70, Avx512BW.MultiplyAddAdjacent(x, w0));
                        c71 = Avx512F.Add(c71, Avx512BW.MultiplyAddAdjacent(x, w1));
                        r7 += 2;
                    }
                }

                var factors = header + 32;
                Store(Narrow<TRequantizer>(c00, c01, factors, t), t, 0, channel);
                Store(Narrow<TRequantizer>(c10, c11, factors, t), t, 1, channel);
                Store(Narrow<TRequantizer>(c20, c21, factors, t), t, 2, channel);
                Store(Narrow<TRequantizer>(c30, c31, factors, t), t, 3, channel);
                Store(Narrow<TRequantizer>(c40, c41, factors, t), t, 4, channel);
                Store(Narrow<TRequantizer>(c50, c51, factors, t), t, 5, channel);
                Store(Narrow<TRequantizer>(c60, c61, factors, t), t, 6, channel);
                Store(Narrow<TRequantizer>(c70, c71, factors, t), t, 7, channel);
            }
        }
    }

    /// <summary>The outputs of a position, in the channels' order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<sbyte> Narrow<TRequantizer>(Vector512<int> low, Vector512<int> high, int* factors, TileArguments* t)
        where TRequantizer : struct, IRequantizer256 => ConvolutionOutput256.Narrow<TRequantizer>(
            TRequantizer.Apply(low.GetLower(), factors, 32, 0),
            TRequantizer.Apply(low.GetUpper(), factors + 8, 32, 8),
            TRequantizer.Apply(high.GetLower(), factors + 16, 32, 16),
            TRequantizer.Apply(high.GetUpper(), factors + 24, 32, 24),
            t);

    /// <summary>Writes a position's outputs, as many channels as there are left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<sbyte> values, TileArguments* t, int row, int channel)
    {
        var output = t->Outputs[row] + channel;
        var left = t->Channels - channel;
        if (left >= 32)
        {
            Avx.Store(output, values);
            return;
        }

        Avx.Store(t->Spill, values);
        for (var i = 0; i < left; i++)
            output[i] = t->Spill[i];
    }
}
