using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using EdgeConv.Kernels.Numerics;
using EdgeConv.Kernels.Requantizers;

namespace EdgeConv.Kernels.L2Normalization;

/// <summary>Sixteen elements of a row at a time.</summary>
internal static unsafe class L2Normalization_c16_Neon
{
    /// <summary>Rows.</summary>
    public static int Units(in L2NormalizationArguments a) => a.Rows;

    /// <summary>Computes rows.</summary>
    public static void Run(in L2NormalizationArguments a, int begin, int end)
    {
        for (var row = begin; row < end; row++)
        {
            var input = a.Input + (long)row * a.Depth;
            var inverseRoot = InverseSquareRoot.Of(SquaredLength.Of(input, a.Depth, a.InputZeroPoint));
            Scale(input, a.Output + (long)row * a.Depth, a.Depth, a.InputZeroPoint, a.InputShift, L2Normalization_Scalar.Factor(in a, inverseRoot));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Scale(sbyte* input, sbyte* output, int count, int zeroPoint, int inputShift, QuantizedMultiplier factor)
    {
        var zero = Vector128.Create((sbyte)zeroPoint);
        // 16 bits hold a difference of 9 bits shifted by 7, its sign included.
        var left = Vector128.Create((short)inputShift);
        var (multiplier, shift) = (Vector128.Create(factor.Multiplier), Vector128.Create(factor.Shift));
        for (; count > 0; count -= 16, input += 16, output += 16)
        {
            var x = AdvSimd.LoadVector128(input);
            var x1 = AdvSimd.ShiftArithmetic(AdvSimd.SubtractWideningUpper(x, zero), left);
            var x0 = AdvSimd.ShiftArithmetic(AdvSimd.SubtractWideningLower(x.GetLower(), zero.GetLower()), left);
            var values = Requantizers128Neon.Narrow(
                Requantizers128Neon.Exact.Apply(AdvSimd.SignExtendWideningLower(x0.GetLower()), multiplier, shift),
                Requantizers128Neon.Exact.Apply(AdvSimd.SignExtendWideningUpper(x0), multiplier, shift),
                Requantizers128Neon.Exact.Apply(AdvSimd.SignExtendWideningLower(x1.GetLower()), multiplier, shift),
                Requantizers128Neon.Exact.Apply(AdvSimd.SignExtendWideningUpper(x1), multiplier, shift),
                Vector128<short>.Zero);
            Elementwise128.Store(values, output, count);
        }
    }
}
