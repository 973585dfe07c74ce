using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using EdgeConv.Kernels.Numerics;
using EdgeConv.Kernels.Requantizers;

namespace EdgeConv.Kernels.Convolution;

/// <summary>
/// Four positions by sixteen channels, two products a step: weights and input values are 16 bits wide in memory, VPMADDWD sums pairs of products exactly (VPMADDUBSW would
/// saturate), whatever the weights. Nothing but multiplications and additions occupies the vector units. Registers: eight accumulators, two of weights, one of inputs.
/// </summary>
internal readonly unsafe struct Convolution_4x16c2_Avx2 : IConvolutionTile
{
    // A constant: a static of another kind would be a check, perhaps a call, inside the leaf.
    private const int HeaderBytes = (3 * sizeof(int) + sizeof(long)) * 16;

    /// <inheritdoc/>
    public static int Rows => 4;

    /// <inheritdoc/>
    public static PackedLayout Layout { get; } = new(16, 2, IsPrepared: true, SwapsMiddle: true, WeightBytes: 2);

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
                var (c00, c01) = (low, high);
                var (c10, c11) = (low, high);
                var (c20, c21) = (low, high);
                var (c30, c31) = (low, high);
                packed += HeaderBytes;
                var rows = t->Rows;
                var weights = (short*)packed;
                var r0 = (int*)rows[0];
                var r1 = (int*)rows[1];
                var r2 = (int*)rows[2];
                var r3 = (int*)rows[3];
                var step = t->Steps;
                for (; step >= 2; step -= 2, weights += 64)
                {
                    var w0 = Avx.LoadVector256(weights);
                    var w1 = Avx.LoadVector256(weights + 16);
                    var x = Avx2.BroadcastScalarToVector256(r0).AsInt16();
                    c00 += Avx2.MultiplyAddAdjacent(x, w0);
                    c01 += Avx2.MultiplyAddAdjacent(x, w1);
                    x = Avx2.BroadcastScalarToVector256(r1).AsInt16();
                    c10 += Avx2.MultiplyAddAdjacent(x, w0);
                    c11 += Avx2.MultiplyAddAdjacent(x, w1);
                    x = Avx2.BroadcastScalarToVector256(r2).AsInt16();
                    c20 += Avx2.MultiplyAddAdjacent(x, w0);
                    c21 += Avx2.MultiplyAddAdjacent(x, w1);
                    x = Avx2.BroadcastScalarToVector256(r3).AsInt16();
                    c30 += Avx2.MultiplyAddAdjacent(x, w0);
                    c31 += Avx2.MultiplyAddAdjacent(x, w1);
                    w0 = Avx.LoadVector256(weights + 32);
                    w1 = Avx.LoadVector256(weights + 48);
                    x = Avx2.BroadcastScalarToVector256(r0 + 1).AsInt16();
                    c00 += Avx2.MultiplyAddAdjacent(x, w0);
                    c01 += Avx2.MultiplyAddAdjacent(x, w1);
                    x = Avx2.BroadcastScalarToVector256(r1 + 1).AsInt16();
                    c10 += Avx2.MultiplyAddAdjacent(x, w0);
                    c11 += Avx2.MultiplyAddAdjacent(x, w1);
                    x = Avx2.BroadcastScalarToVector256(r2 + 1).AsInt16();
                    c20 += Avx2.MultiplyAddAdjacent(x, w0);
                    c21 += Avx2.MultiplyAddAdjacent(x, w1);
                    x = Avx2.BroadcastScalarToVector256(r3 + 1).AsInt16();
                    c30 += Avx2.MultiplyAddAdjacent(x, w0);
                    c31 += Avx2.MultiplyAddAdjacent(x, w1);
                    r0 += 2;
                    r1 += 2;
                    r2 += 2;
                    r3 += 2;
                }

                if (step != 0)
                {
                    var w0 = Avx.LoadVector256(weights);
                    var w1 = Avx.LoadVector256(weights + 16);
                    var x = Avx2.BroadcastScalarToVector256(r0).AsInt16();
                    c00 += Avx2.MultiplyAddAdjacent(x, w0);
                    c01 += Avx2.MultiplyAddAdjacent(x, w1);
                    x = Avx2.BroadcastScalarToVector256(r1).AsInt16();
                    c10 += Avx2.MultiplyAddAdjacent(x, w0);
                    c11 += Avx2.MultiplyAddAdjacent(x, w1);
                    x = Avx2.BroadcastScalarToVector256(r2).AsInt16();
                    c20 += Avx2.MultiplyAddAdjacent(x, w0);
                    c21 += Avx2.MultiplyAddAdjacent(x, w1);
                    x = Avx2.BroadcastScalarToVector256(r3).AsInt16();
                    c30 += Avx2.MultiplyAddAdjacent(x, w0);
                    c31 += Avx2.MultiplyAddAdjacent(x, w1);
                    weights += 32;
                }

                packed = (byte*)weights;
                var factors = header + 16;
                var y01 = ConvolutionOutput256.Finish<TRequantizer>(c00, c01, c10, c11, factors, t);
                var y23 = ConvolutionOutput256.Finish<TRequantizer>(c20, c21, c30, c31, factors, t);
                ConvolutionOutput256.Store(y01, t, 0, channel);
                ConvolutionOutput256.Store(y23, t, 2, channel);
            }
        }
    }
}
