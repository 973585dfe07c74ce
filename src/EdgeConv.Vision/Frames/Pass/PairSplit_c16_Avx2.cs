using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace EdgeConv.Vision.Frames.Pass;

/// <summary>Sixteen pairs at a time, each one number of 32 bits.</summary>
internal static unsafe class PairSplit_c16_Avx2
{
    /// <summary>Takes pairs of numbers from 0 to 32767 apart.</summary>
    /// <param name="pairs">Up to 30 behind the last are read.</param>
    /// <param name="first">The first of each; up to 15 behind the last are written.</param>
    /// <param name="second">The second of each, likewise.</param>
    /// <param name="count">Pairs.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Run(short* pairs, short* first, short* second, int count)
    {
        var lower = Vector256.Create(0xFFFF);
        for (; count > 0; count -= 16, pairs += 32, first += 16, second += 16)
        {
            var a = Avx.LoadVector256((int*)pairs);
            var b = Avx.LoadVector256((int*)pairs + 8);
            Avx.Store(first, InOrder(Avx2.PackSignedSaturate(a & lower, b & lower)));
            Avx.Store(second, InOrder(Avx2.PackSignedSaturate(Avx2.ShiftRightLogical(a, 16), Avx2.ShiftRightLogical(b, 16))));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> InOrder(Vector256<short> values) => Avx2.Permute4x64(values.AsInt64(), 0b11011000).AsInt16();
}
