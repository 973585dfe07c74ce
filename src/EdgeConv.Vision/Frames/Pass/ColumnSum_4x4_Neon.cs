using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;

namespace EdgeConv.Vision.Frames.Pass;

/// <summary>Four targets by four taps: the products of each target in a register of its own, neighbours added twice.</summary>
internal static unsafe class ColumnSum_4x4_Neon
{
    /// <summary>Weights of a target.</summary>
    public const int Taps = ResamplingWeights.FewTaps;

    /// <summary><c>values[u] = (sum over k of weights[u, k] * line[first[u] + k] + 2^13) >> 14</c>.</summary>
    /// <param name="line">The samples; four are read from each target's first.</param>
    /// <param name="first">Where each target begins; behind the last there is 0 up to a multiple of eight.</param>
    /// <param name="weights">Each target's weights, likewise.</param>
    /// <param name="values">Up to three behind the last are written.</param>
    /// <param name="targets">Targets.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Run(short* line, int* first, short* weights, short* values, int targets)
    {
        for (; targets > 0; targets -= 4, first += 4, values += 4, weights += 4 * Taps)
        {
            var s0 = AdvSimd.MultiplyWideningLower(AdvSimd.LoadVector64(line + first[0]), AdvSimd.LoadVector64(weights));
            var s1 = AdvSimd.MultiplyWideningLower(AdvSimd.LoadVector64(line + first[1]), AdvSimd.LoadVector64(weights + 4));
            var s2 = AdvSimd.MultiplyWideningLower(AdvSimd.LoadVector64(line + first[2]), AdvSimd.LoadVector64(weights + 8));
            var s3 = AdvSimd.MultiplyWideningLower(AdvSimd.LoadVector64(line + first[3]), AdvSimd.LoadVector64(weights + 12));
            var sums = AdvSimd.Arm64.AddPairwise(AdvSimd.Arm64.AddPairwise(s0, s1), AdvSimd.Arm64.AddPairwise(s2, s3));
            AdvSimd.Store(values, AdvSimd.ShiftRightLogicalRoundedNarrowingLower(sums, 14));
        }
    }
}
