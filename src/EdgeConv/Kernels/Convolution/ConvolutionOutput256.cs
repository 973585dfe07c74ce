using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using EdgeConv.Kernels.Requantizers;

namespace EdgeConv.Kernels.Convolution;

/// <summary>The last part of x64 convolution kernels: from scaled values of sixteen channels to bytes in memory.</summary>
internal static unsafe class ConvolutionOutput256
{
    /// <summary>Two positions of sixteen channels, or 32 channels of one, in a layout that swaps the middle: zero point added, range cut, in the channels' order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<sbyte> Narrow<TRequantizer>(Vector256<int> a0, Vector256<int> a1, Vector256<int> b0, Vector256<int> b1, TileArguments* t)
        where TRequantizer : struct, IRequantizer256
    {
        var a = Avx2.PackSignedSaturate(a0, a1);
        var b = Avx2.PackSignedSaturate(b0, b1);
        if (!TRequantizer.AddsZeroPointAndSwapsMiddle)
        {
            var zeroPoint = Avx2.BroadcastVector128ToVector256((short*)&t->ZeroPoint);
            a = Avx2.AddSaturate(a, zeroPoint);
            b = Avx2.AddSaturate(b, zeroPoint);
        }

        var bytes = Avx2.PackSignedSaturate(a, b);
        if (!TRequantizer.AddsZeroPointAndSwapsMiddle)
            bytes = Requantizers256.SwapMiddle(bytes);
        // Both packs work within halves of the vector: channels 0-3, 8-11 of a, then of b; 4-7, 12-15 in the upper half.
        var ordered = Avx2.PermuteVar8x32(bytes.AsInt32(), Vector256.Create(0, 4, 1, 5, 2, 6, 3, 7)).AsSByte();
        return Vector256.Max(Vector256.Min(ordered, Avx2.BroadcastVector128ToVector256((sbyte*)&t->Greatest)), Avx2.BroadcastVector128ToVector256((sbyte*)&t->Least));
    }

    /// <summary>Two positions of sixteen channels: requantized, zero point added, range cut, in the channels' order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<sbyte> Finish<TRequantizer>(Vector256<int> a0, Vector256<int> a1, Vector256<int> b0, Vector256<int> b1, int* factors, TileArguments* t)
        where TRequantizer : struct, IRequantizer256
    {
        (a0, b0) = TRequantizer.Apply(a0, b0, factors, 16, 0);
        (a1, b1) = TRequantizer.Apply(a1, b1, factors + 8, 16, 8);
        return Narrow<TRequantizer>(a0, a1, b0, b1, t);
    }

    /// <summary>Writes two positions' outputs, as many channels as there are left.</summary>
    /// <param name="values">Sixteen channels of the first position, then of the second.</param>
    /// <param name="t">Says where to, and how many channels there are.</param>
    /// <param name="row">The first position, counted from the tile's first.</param>
    /// <param name="channel">The first channel, counted from the strip's first.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<sbyte> values, TileArguments* t, int row, int channel)
    {
        var first = t->Outputs[row] + channel;
        var second = t->Outputs[row + 1] + channel;
        var left = t->Channels - channel;
        if (left >= 16)
        {
            Sse2.Store(first, values.GetLower());
            Sse2.Store(second, values.GetUpper());
            return;
        }

        Avx.Store(t->Spill, values);
        for (var i = 0; i < left; i++)
        {
            first[i] = t->Spill[i];
            second[i] = t->Spill[16 + i];
        }
    }
}
