using EdgeConv.Kernels.Numerics;

namespace EdgeConv.Kernels.L2Normalization;

/// <summary>
/// The oracle for int8 L2 normalization (L2Normalization, tensorflow/lite/kernels/internal/reference/integer_ops/l2normalization.h;
/// reference/l2normalization.h for uint8).
/// </summary>
public static unsafe class L2Normalization_Scalar
{
    private const int OutputShift = 7;

    /// <summary>Computes all rows.</summary>
    public static void Run(in L2NormalizationArguments a)
    {
        for (var row = 0; row < a.Rows; row++)
        {
            var input = a.Input + row * a.Depth;
            var output = a.Output + row * a.Depth;
            var sum = 0;
            for (var c = 0; c < a.Depth; c++)
                sum += (input[c] - a.InputZeroPoint) * (input[c] - a.InputZeroPoint);
            var factor = Factor(in a, InverseSquareRoot.Of(sum));
            for (var c = 0; c < a.Depth; c++)
            {
                var value = (input[c] - a.InputZeroPoint) << a.InputShift;
                output[c] = (sbyte)Math.Clamp(factor.Apply(value), sbyte.MinValue, sbyte.MaxValue);
            }
        }
    }

    /// <summary>From a difference, shifted by the input's part of 128, to the output.</summary>
    internal static QuantizedMultiplier Factor(in L2NormalizationArguments a, QuantizedMultiplier inverseRoot) =>
        inverseRoot with { Shift = inverseRoot.Shift + OutputShift - a.InputShift };
}
