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
    public static Vector256<sbyte> Finish<TRequantizer>(Vector256<int> a0, Vector256<int> a1, Vector256<int> a2, Vector256<int> a3, int* multipliers, DepthwiseTileArguments* t)
        where TRequantizer : struct, IRequantizer256
    {
        var zeroPoint = Vector256.Create((short)t->OutputZeroPoint);
        a0 = TRequantizer.Apply(a0, Avx.LoadVector256(multipliers), Avx.LoadVector256(multipliers + 32));
        a1 = TRequantizer.Apply(a1, Avx.LoadVector256(multipliers + 8), Avx.LoadVector256(multipliers + 40));
        a2 = TRequantizer.Apply(a2, Avx.LoadVector256(multipliers + 16), Avx.LoadVector256(multipliers + 48));
        a3 = TRequantizer.Apply(a3, Avx.LoadVector256(multipliers + 24), Avx.LoadVector256(multipliers + 56));
        var low = Avx2.AddSaturate(Avx2.PackSignedSaturate(a0, a1), zeroPoint);
        var high = Avx2.AddSaturate(Avx2.PackSignedSaturate(a2, a3), zeroPoint);
        var bytes = Avx2.PackSignedSaturate(low, high);
        return Vector256.Max(Vector256.Min(bytes, Vector256.Create((sbyte)t->OutputMax)), Vector256.Create((sbyte)t->OutputMin));
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
}
