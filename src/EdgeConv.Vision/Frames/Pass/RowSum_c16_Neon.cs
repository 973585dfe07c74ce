using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace EdgeConv.Vision.Frames.Pass;

/// <summary>Sixteen bytes of a row at a time, widened to 16 bits and added to sums of 32.</summary>
internal static unsafe class RowSum_c16_Neon
{
    /// <summary><c>sums[i] = (sum over k of weights[k] * first[k * stride + i] + 2^6) >> 7</c>.</summary>
    /// <param name="first">The first row; up to 15 bytes behind a row's last are read.</param>
    /// <param name="stride">Bytes from row to row.</param>
    /// <param name="weights">A weight a row.</param>
    /// <param name="count">Rows, at least 1.</param>
    /// <param name="sums">Up to 15 behind the last are written.</param>
    /// <param name="bytes">Bytes of a row.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Run(byte* first, long stride, short* weights, int count, short* sums, int bytes)
    {
        for (; bytes > 0; bytes -= 16, first += 16, sums += 16)
        {
            var (s0, s1, s2, s3) = (Vector128<int>.Zero, Vector128<int>.Zero, Vector128<int>.Zero, Vector128<int>.Zero);
            var row = first;
            var weight = weights;
            for (var k = count; k > 0; k--, row += stride, weight++)
            {
                var values = AdvSimd.LoadVector128(row);
                var factor = AdvSimd.LoadAndReplicateToVector128(weight);
                var high = AdvSimd.ZeroExtendWideningUpper(values).AsInt16();
                var low = AdvSimd.ZeroExtendWideningLower(values.GetLower()).AsInt16();
                s1 = AdvSimd.MultiplyWideningUpperAndAdd(s1, low, factor);
                s0 = AdvSimd.MultiplyWideningLowerAndAdd(s0, low.GetLower(), factor.GetLower());
                s3 = AdvSimd.MultiplyWideningUpperAndAdd(s3, high, factor);
                s2 = AdvSimd.MultiplyWideningLowerAndAdd(s2, high.GetLower(), factor.GetLower());
            }

            AdvSimd.Store(sums, AdvSimd.ShiftRightLogicalRoundedNarrowingUpper(AdvSimd.ShiftRightLogicalRoundedNarrowingLower(s0, 7), s1, 7));
            AdvSimd.Store(sums + 8, AdvSimd.ShiftRightLogicalRoundedNarrowingUpper(AdvSimd.ShiftRightLogicalRoundedNarrowingLower(s2, 7), s3, 7));
        }
    }
}
