using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using EdgeConv.Kernels.Numerics;
using EdgeConv.Kernels.Requantizers;

namespace EdgeConv.Kernels.Convolution;

/// <summary>
/// One position by sixty-four channels, four products a step: for products of few rows with a matrix, where each weight is used but once and eight accumulators hide the
/// latency of VPDPBUSD. Registers: eight accumulators, one of inputs, one of sign bits; weights come straight from memory.
/// </summary>
internal readonly unsafe struct Convolution_1x64c4_AvxVnni : IConvolutionTile
{
    // A constant: a static of another kind would be a check, perhaps a call, inside the leaf.
    private const int HeaderBytes = (3 * sizeof(int) + sizeof(long)) * 64;

    /// <inheritdoc/>
    public static int Rows => 1;

    /// <inheritdoc/>
    public static PackedLayout Layout { get; } = new(64, 4, InputOffset: 128, IsPrepared: true, SwapsMiddle: true);

    /// <summary>Why several positions are left to the taller tile.</summary>
    public static string? Refusal(in ConvolutionArguments a) =>
        a.Geometry.Batches * a.Geometry.OutputHeight * a.Geometry.OutputWidth > 3 ? "more than three positions share the weights in a taller tile" : ConvolutionDriver<Convolution_1x64c4_AvxVnni>.Refusal(in a);

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
        for (; t->Tiles != 0; TileArguments.MoveOn(t, 1))
        {
            var packed = t->Packed;
            for (var channel = 0; channel < t->Channels; channel += 64)
            {
                var header = (int*)packed;
                var correction = Vector256.Create(*t->Corrections);
                var c0 = Avx.LoadVector256(header) + correction;
                var c1 = Avx.LoadVector256(header + 8) + correction;
                var c2 = Avx.LoadVector256(header + 16) + correction;
                var c3 = Avx.LoadVector256(header + 24) + correction;
                var c4 = Avx.LoadVector256(header + 32) + correction;
                var c5 = Avx.LoadVector256(header + 40) + correction;
                var c6 = Avx.LoadVector256(header + 48) + correction;
                var c7 = Avx.LoadVector256(header + 56) + correction;
                packed += HeaderBytes;
                var rows = t->Rows;
                var sign = Vector256.Create((byte)0x80);
                for (var tap = t->Taps; tap > 0; tap--)
                {
                    var row = *rows++;
                    for (var step = t->Steps; step > 0; step--, row += 4, packed += 256)
                    {
                        var x = Vector256.Create(*(int*)row).AsByte() ^ sign;
                        c0 = AvxVnni.MultiplyWideningAndAdd(c0, x, Avx.LoadVector256((sbyte*)packed));
                        c1 = AvxVnni.MultiplyWideningAndAdd(c1, x, Avx.LoadVector256((sbyte*)packed + 32));
                        c2 = AvxVnni.MultiplyWideningAndAdd(c2, x, Avx.LoadVector256((sbyte*)packed + 64));
                        c3 = AvxVnni.MultiplyWideningAndAdd(c3, x, Avx.LoadVector256((sbyte*)packed + 96));
                        c4 = AvxVnni.MultiplyWideningAndAdd(c4, x, Avx.LoadVector256((sbyte*)packed + 128));
                        c5 = AvxVnni.MultiplyWideningAndAdd(c5, x, Avx.LoadVector256((sbyte*)packed + 160));
                        c6 = AvxVnni.MultiplyWideningAndAdd(c6, x, Avx.LoadVector256((sbyte*)packed + 192));
                        c7 = AvxVnni.MultiplyWideningAndAdd(c7, x, Avx.LoadVector256((sbyte*)packed + 224));
                    }
                }

                var factors = header + 64;
                var low = ConvolutionOutput256.Narrow<TRequantizer>(TRequantizer.Apply(c0, factors, 64, 0), TRequantizer.Apply(c1, factors + 8, 64, 8), TRequantizer.Apply(c2, factors + 16, 64, 16), TRequantizer.Apply(c3, factors + 24, 64, 24), t);
                var high = ConvolutionOutput256.Narrow<TRequantizer>(TRequantizer.Apply(c4, factors + 32, 64, 32), TRequantizer.Apply(c5, factors + 40, 64, 40), TRequantizer.Apply(c6, factors + 48, 64, 48), TRequantizer.Apply(c7, factors + 56, 64, 56), t);
                var output = *t->Outputs + channel;
                var left = t->Channels - channel;
                if (left >= 64)
                {
                    Avx.Store(output, low);
                    Avx.Store(output + 32, high);
                }
                else
                {
                    Avx.Store(t->Spill, low);
                    Avx.Store(t->Spill + 32, high);
                    for (var i = 0; i < left; i++)
                        output[i] = t->Spill[i];
                }
            }
        }
    }
}
