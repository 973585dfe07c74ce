using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace EdgeConv.Vision.Frames.Pass;

/// <summary>Eight targets by four taps: the products of four targets in one register, in halves four targets apart, so that adding neighbours twice puts all eight sums in order.</summary>
internal static unsafe class ColumnSum_8x4_Avx2
{
    /// <summary>Weights of a target.</summary>
    public const int Taps = ResamplingWeights.FewTaps;

    /// <summary><c>values[u] = (sum over k of weights[u, k] * line[first[u] + k] + 2^13) >> 14</c>.</summary>
    /// <param name="line">The samples; four are read from each target's first.</param>
    /// <param name="first">Where each target begins; behind the last there is 0 up to a multiple of eight.</param>
    /// <param name="weights">Each target's weights, likewise.</param>
    /// <param name="values">Up to seven behind the last are written.</param>
    /// <param name="targets">Targets.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Run(short* line, int* first, short* weights, short* values, int targets)
    {
        var half = Vector256.Create(1 << 13);
        for (; targets > 0; targets -= 8, first += 8, values += 8, weights += 8 * Taps)
        {
            var s0 = Avx2.MultiplyAddAdjacent(Both(Two(line + first[0], line + first[1]), Two(line + first[4], line + first[5])), Both(Sse2.LoadVector128(weights), Sse2.LoadVector128(weights + 16)));
            var s1 = Avx2.MultiplyAddAdjacent(Both(Two(line + first[2], line + first[3]), Two(line + first[6], line + first[7])), Both(Sse2.LoadVector128(weights + 8), Sse2.LoadVector128(weights + 24)));
            var sums = Avx2.ShiftRightArithmetic(Avx2.HorizontalAdd(s0, s1) + half, 14);
            Sse2.Store(values, Sse2.PackSignedSaturate(sums.GetLower(), sums.GetUpper()));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> Two(short* lower, short* upper) => Sse.LoadHigh(Sse2.LoadScalarVector128((double*)lower).AsSingle(), (float*)upper).AsInt16();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Both(Vector128<short> lower, Vector128<short> upper) => Avx2.InsertVector128(lower.ToVector256Unsafe(), upper, 1);
}
