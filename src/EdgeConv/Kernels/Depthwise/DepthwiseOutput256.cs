using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using EdgeConv.Kernels.Requantizers;

namespace EdgeConv.Kernels.Depthwise;

/// <summary>The last part of x64 depthwise kernels: from accumulators of thirty-two channels, split over halves, to bytes in memory.</summary>
internal static unsafe class DepthwiseOutput256
{
    /// <summary>Thirty-two channels of one position: requantized, zero point added, range cut. Packing within halves puts the split channels in order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<sbyte> Finish<TRequantizer>(Vector256<int> a0, Vector256<int> a1, Vector256<int> a2, Vector256<int> a3, int* factors, DepthwiseTileArguments* t)
        where TRequantizer : struct, IRequantizer256
    {
        a0 = TRequantizer.Apply(a0, factors, 32, 0);
        a1 = TRequantizer.Apply(a1, factors + 8, 32, 8);
        a2 = TRequantizer.Apply(a2, factors + 16, 32, 16);
        a3 = TRequantizer.Apply(a3, factors + 24, 32, 24);
        return Narrow<TRequantizer>(a0, a1, a2, a3, t);
    }

    /// <summary>The same of two positions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<sbyte> A, Vector256<sbyte> B) FinishPair<TRequantizer>(
        Vector256<int> a0, Vector256<int> a1, Vector256<int> a2, Vector256<int> a3,
        Vector256<int> b0, Vector256<int> b1, Vector256<int> b2, Vector256<int> b3, int* factors, DepthwiseTileArguments* t)
        where TRequantizer : struct, IRequantizer256
    {
        (a0, b0) = TRequantizer.Apply(a0, b0, factors, 32, 0);
        (a1, b1) = TRequantizer.Apply(a1, b1, factors + 8, 32, 8);
        (a2, b2) = TRequantizer.Apply(a2, b2, factors + 16, 32, 16);
        (a3, b3) = TRequantizer.Apply(a3, b3, factors + 24, 32, 24);
        return (Narrow<TRequantizer>(a0, a1, a2, a3, t), Narrow<TRequantizer>(b0, b1, b2, b3, t));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<sbyte> Narrow<TRequantizer>(Vector256<int> a0, Vector256<int> a1, Vector256<int> a2, Vector256<int> a3, DepthwiseTileArguments* t)
        where TRequantizer : struct, IRequantizer256
    {
        var low = Avx2.PackSignedSaturate(a0, a1);
        var high = Avx2.PackSignedSaturate(a2, a3);
        if (!TRequantizer.AddsZeroPointAndSwapsMiddle)
        {
            var zeroPoint = Vector256.Create((short)t->OutputZeroPoint);
            low = Avx2.AddSaturate(low, zeroPoint);
            high = Avx2.AddSaturate(high, zeroPoint);
        }

        var bytes = Avx2.PackSignedSaturate(low, high);
        if (TRequantizer.AddsZeroPointAndSwapsMiddle)
            bytes = Requantizers256.SwapMiddle(bytes);
        return Vector256.Max(Vector256.Min(bytes, Vector256.Create((sbyte)t->OutputMax)), Vector256.Create((sbyte)t->OutputMin));
    }

    /// <summary>Sixteen channels of one position: requantized, zero point added, range cut.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<sbyte> Finish<TRequantizer>(Vector256<int> a0, Vector256<int> a1, int* factors, DepthwiseTileArguments* t)
        where TRequantizer : struct, IRequantizer256
    {
        a0 = TRequantizer.Apply(a0, factors, 16, 0);
        a1 = TRequantizer.Apply(a1, factors + 8, 16, 8);
        return Narrow<TRequantizer>(a0, a1, t);
    }

    /// <summary>The same of two positions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector128<sbyte> A, Vector128<sbyte> B) FinishPair<TRequantizer>(
        Vector256<int> a0, Vector256<int> a1, Vector256<int> b0, Vector256<int> b1, int* factors, DepthwiseTileArguments* t)
        where TRequantizer : struct, IRequantizer256
    {
        (a0, b0) = TRequantizer.Apply(a0, b0, factors, 16, 0);
        (a1, b1) = TRequantizer.Apply(a1, b1, factors + 8, 16, 8);
        return (Narrow<TRequantizer>(a0, a1, t), Narrow<TRequantizer>(b0, b1, t));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<sbyte> Narrow<TRequantizer>(Vector256<int> a0, Vector256<int> a1, DepthwiseTileArguments* t)
        where TRequantizer : struct, IRequantizer256
    {
        // Packing works within halves of the vector.
        var ordered = Avx2.Permute4x64(Avx2.PackSignedSaturate(a0, a1).AsInt64(), 0b11011000).AsInt16();
        if (!TRequantizer.AddsZeroPointAndSwapsMiddle)
            ordered = Avx2.AddSaturate(ordered, Vector256.Create((short)t->OutputZeroPoint));
        var bytes = Sse2.PackSignedSaturate(ordered.GetLower(), ordered.GetUpper());
        if (TRequantizer.AddsZeroPointAndSwapsMiddle)
            bytes = Requantizers256.SwapMiddle(bytes);
        return Vector128.Max(Vector128.Min(bytes, Vector128.Create((sbyte)t->OutputMax)), Vector128.Create((sbyte)t->OutputMin));
    }

    /// <summary>Writes a position's outputs, as many as there are channels left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<sbyte> values, sbyte* output, int left, sbyte* spill)
    {
        if (left >= 32)
        {
            Avx.Store(output, values);
            return;
        }

        Avx.Store(spill, values);
        for (var i = 0; i < left; i++)
            output[i] = spill[i];
    }

    /// <summary>Writes a position's outputs, as many as there are channels left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<sbyte> values, sbyte* output, int left, sbyte* spill)
    {
        if (left >= 16)
        {
            Sse2.Store(output, values);
            return;
        }

        Sse2.Store(spill, values);
        for (var i = 0; i < left; i++)
            output[i] = spill[i];
    }
}
