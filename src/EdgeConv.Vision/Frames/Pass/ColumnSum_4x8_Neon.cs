using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace EdgeConv.Vision.Frames.Pass;

/// <summary>Four targets by eight taps: the products of each target in a register of its own, neighbours added thrice.</summary>
internal static unsafe class ColumnSum_4x8_Neon
{
    /// <summary><c>values[u] = (sum over k of weights[u, k] * line[first[u] + k] + 2^13) >> 14</c>.</summary>
    /// <param name="line">The samples; as many as there are taps are read from each target's first.</param>
    /// <param name="first">Where each target begins; behind the last there is 0 up to a multiple of eight.</param>
    /// <param name="weights">Each target's weights, likewise.</param>
    /// <param name="taps">Weights of a target, a multiple of eight.</param>
    /// <param name="values">Up to three behind the last are written.</param>
    /// <param name="targets">Targets.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Run(short* line, int* first, short* weights, int taps, short* values, int targets)
    {
        for (; targets > 0; targets -= 4, first += 4, values += 4, weights += 4 * taps)
        {
            var (s0, s1, s2, s3) = (Vector128<int>.Zero, Vector128<int>.Zero, Vector128<int>.Zero, Vector128<int>.Zero);
            short* x0 = line + first[0], x1 = line + first[1], x2 = line + first[2], x3 = line + first[3];
            short* w0 = weights, w1 = w0 + taps, w2 = w1 + taps, w3 = w2 + taps;
            for (var k = taps; k > 0; k -= 8)
            {
                s0 = Add(s0, AdvSimd.LoadVector128(x0), AdvSimd.LoadVector128(w0));
                s1 = Add(s1, AdvSimd.LoadVector128(x1), AdvSimd.LoadVector128(w1));
                s2 = Add(s2, AdvSimd.LoadVector128(x2), AdvSimd.LoadVector128(w2));
                s3 = Add(s3, AdvSimd.LoadVector128(x3), AdvSimd.LoadVector128(w3));
                x0 += 8;
                x1 += 8;
                x2 += 8;
                x3 += 8;
                w0 += 8;
                w1 += 8;
                w2 += 8;
                w3 += 8;
            }

            var sums = AdvSimd.Arm64.AddPairwise(AdvSimd.Arm64.AddPairwise(s0, s1), AdvSimd.Arm64.AddPairwise(s2, s3));
            AdvSimd.Store(values, AdvSimd.ShiftRightLogicalRoundedNarrowingLower(sums, 14));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Add(Vector128<int> sums, Vector128<short> samples, Vector128<short> weights) =>
        AdvSimd.MultiplyWideningLowerAndAdd(AdvSimd.MultiplyWideningUpperAndAdd(sums, samples, weights), samples.GetLower(), weights.GetLower());
}
