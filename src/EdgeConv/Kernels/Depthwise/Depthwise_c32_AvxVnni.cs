using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using EdgeConv.Kernels.Numerics;
using EdgeConv.Kernels.Requantizers;

namespace EdgeConv.Kernels.Depthwise;

/// <summary>
/// One output row, any filter, stride and dilation, thirty-two channels: four filter rows at a time are interleaved byte by byte, so that one VPDPBUSD sums them for
/// eight channels. Registers: four accumulators, four lines, four interleaved.
/// </summary>
internal readonly unsafe struct Depthwise_c32_AvxVnni : IDepthwiseTile
{
    // A constant: a static of another kind would be a check, perhaps a call, inside the leaf.
    private const int HeaderBytes = (3 * sizeof(int) + sizeof(long)) * 32;

    /// <inheritdoc/>
    public static int Rows => 1;

    /// <inheritdoc/>
    public static PackedLayout Layout { get; } = new(32, 4, InputOffset: 128, IsPrepared: true, SplitHalves: true);

    /// <inheritdoc/>
    public static string? Refusal(in ConvolutionArguments a) => null;

    /// <inheritdoc/>
    public static delegate*<DepthwiseTileArguments*, void> Entry(Requantization requantization) => requantization switch
    {
        Requantization.ExactRightPositive => &Run<Requantizers256.ExactRightPositive>,
        Requantization.ExactRight => &Run<Requantizers256.ExactRight>,
        Requantization.Float => &Run<Requantizers256.Float>,
        _ => &Run<Requantizers256.Exact>,
    };

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Run<TRequantizer>(DepthwiseTileArguments* t)
        where TRequantizer : struct, IRequantizer256
    {
        var packed = t->Packed;
        var sign = Vector256.Create((byte)0x80);
        nint planeBytes = t->FilterWidth * ((t->FilterHeight + 3) / 4) * 128;
        for (var channel = 0; channel < t->Channels; channel += 32, packed += t->BlockBytes)
        {
            var header = (int*)packed;
            var output = t->Outputs[0] + channel;
            nint at = channel;
            for (var column = t->Columns; column > 0; column--)
            {
                var weights = (sbyte*)packed + HeaderBytes;
                var (a0, a1, a2, a3) = (Avx.LoadVector256(header), Avx.LoadVector256(header + 8), Avx.LoadVector256(header + 16), Avx.LoadVector256(header + 24));
                var tap = at;
                for (var fx = t->FilterWidth; fx > 0; fx--, tap += t->TapBytes)
                {
                    var lines = (byte**)t->Lines;
                    for (var fy = t->FilterHeight; fy > 0; fy -= 4, lines += 4, weights += 128)
                    {
                        var x0 = Avx.LoadVector256(lines[0] + tap) ^ sign;
                        var x1 = Avx.LoadVector256(lines[1] + tap) ^ sign;
                        var x2 = Avx.LoadVector256(lines[2] + tap) ^ sign;
                        var x3 = Avx.LoadVector256(lines[3] + tap) ^ sign;
                        var top = Avx2.UnpackLow(x0, x1).AsInt16();
                        var bottom = Avx2.UnpackLow(x2, x3).AsInt16();
                        var z0 = Avx2.UnpackLow(top, bottom).AsByte();
                        var z1 = Avx2.UnpackHigh(top, bottom).AsByte();
                        top = Avx2.UnpackHigh(x0, x1).AsInt16();
                        bottom = Avx2.UnpackHigh(x2, x3).AsInt16();
                        var z2 = Avx2.UnpackLow(top, bottom).AsByte();
                        var z3 = Avx2.UnpackHigh(top, bottom).AsByte();
                        var plane = weights;
                        var left = t->Planes;
                        do
                        {
                            a0 = AvxVnni.MultiplyWideningAndAdd(a0, z0, Avx.LoadVector256(plane));
                            a1 = AvxVnni.MultiplyWideningAndAdd(a1, z1, Avx.LoadVector256(plane + 32));
                            a2 = AvxVnni.MultiplyWideningAndAdd(a2, z2, Avx.LoadVector256(plane + 64));
                            a3 = AvxVnni.MultiplyWideningAndAdd(a3, z3, Avx.LoadVector256(plane + 96));
                            plane += planeBytes;
                        }
                        while (--left != 0);
                    }
                }

                DepthwiseOutput256.Store(DepthwiseOutput256.Finish<TRequantizer>(a0, a1, a2, a3, header + 32, t), output, t->Channels - channel, t->Spill);
                at += t->ColumnBytes;
                output += t->Channels;
            }
        }
    }
}
