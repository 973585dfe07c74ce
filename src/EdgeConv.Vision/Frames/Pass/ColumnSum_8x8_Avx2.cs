using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace EdgeConv.Vision.Frames.Pass;

/// <summary>Eight targets by eight taps: the products of two targets in one register, four targets apart, so that adding neighbours thrice puts all eight sums in order.</summary>
internal static unsafe class ColumnSum_8x8_Avx2
{
    /// <summary><c>values[u] = (sum over k of weights[u, k] * line[first[u] + k] + 2^13) >> 14</c>.</summary>
    /// <param name="line">The samples; as many as there are taps are read from each target's first.</param>
    /// <param name="first">Where each target begins; behind the last there is 0 up to a multiple of eight.</param>
    /// <param name="weights">Each target's weights, likewise.</param>
    /// <param name="taps">Weights of a target, a multiple of eight.</param>
    /// <param name="values">Up to seven behind the last are written.</param>
    /// <param name="targets">Targets.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Run(short* line, int* first, short* weights, int taps, short* values, int targets)
    {
        var half = Vector256.Create(1 << 13);
        for (; targets > 0; targets -= 8, first += 8, values += 8, weights += 8 * taps)
        {
            var (s0, s1, s2, s3) = (Vector256<int>.Zero, Vector256<int>.Zero, Vector256<int>.Zero, Vector256<int>.Zero);
            for (var k = 0; k < taps; k += 8)
            {
                short* from = line + k, weight = weights + k;
                s0 += Avx2.MultiplyAddAdjacent(Both(from + first[0], from + first[4]), Both(weight, weight + 4 * taps));
                weight += taps;
                s1 += Avx2.MultiplyAddAdjacent(Both(from + first[1], from + first[5]), Both(weight, weight + 4 * taps));
                weight += taps;
                s2 += Avx2.MultiplyAddAdjacent(Both(from + first[2], from + first[6]), Both(weight, weight + 4 * taps));
                weight += taps;
                s3 += Avx2.MultiplyAddAdjacent(Both(from + first[3], from + first[7]), Both(weight, weight + 4 * taps));
            }

            var sums = Avx2.HorizontalAdd(Avx2.HorizontalAdd(s0, s1), Avx2.HorizontalAdd(s2, s3));
            sums = Avx2.ShiftRightArithmetic(sums + half, 14);
            Sse2.Store(values, Sse2.PackSignedSaturate(sums.GetLower(), sums.GetUpper()));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Both(short* lower, short* upper) => Avx2.InsertVector128(Sse2.LoadVector128(lower).ToVector256Unsafe(), Sse2.LoadVector128(upper), 1);
}
