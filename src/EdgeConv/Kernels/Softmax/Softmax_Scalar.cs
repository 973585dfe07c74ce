using System.Numerics;
using EdgeConv.Kernels.Numerics;

namespace EdgeConv.Kernels.Softmax;

/// <summary>The oracle for int8 softmax (Softmax, tensorflow/lite/kernels/internal/reference/softmax.h).</summary>
public static unsafe class Softmax_Scalar
{
    private const int DifferenceIntegerBits = 5;
    internal const int SumIntegerBits = 12;

    /// <summary>Computes all rows.</summary>
    public static void Run(in SoftmaxArguments a)
    {
        for (var row = 0; row < a.Rows; row++)
            RunRow(in a, a.Input + row * a.Depth, a.Output + row * a.Depth);
    }

    private static void RunRow(in SoftmaxArguments a, sbyte* input, sbyte* output)
    {
        var largest = sbyte.MinValue;
        for (var c = 0; c < a.Depth; c++)
            largest = Math.Max(largest, input[c]);

        var wideSum = 0L;
        for (var c = 0; c < a.Depth; c++)
        {
            if (input[c] - largest >= a.DiffMin)
                wideSum += FixedPoint.RoundingDivideByPowerOfTwo(Exp(in a, input[c] - largest), SumIntegerBits);
        }

        // The reference stops the program at a sum of 512, before it overflows; from there on each share is below half a step, and the exponent makes it 0.
        var sum = (int)Math.Min(wideSum, int.MaxValue);
        var headroom = BitOperations.LeadingZeroCount((uint)sum);
        var reciprocal = GemmlowpFixedPoint.OneOverOnePlusX((int)(((uint)sum << headroom) - (1u << 31)));
        var exponent = SumIntegerBits - headroom + 31 - 8;
        for (var c = 0; c < a.Depth; c++)
        {
            var share = input[c] - largest >= a.DiffMin && exponent <= 31
                ? FixedPoint.RoundingDivideByPowerOfTwo(FixedPoint.SaturatingRoundingDoublingHighMultiply(reciprocal, Exp(in a, input[c] - largest)), exponent)
                : 0;
            output[c] = (sbyte)Math.Clamp(share - 128, sbyte.MinValue, sbyte.MaxValue);
        }
    }

    /// <summary>The exponential of a quantized difference, in Q0.</summary>
    internal static int Exp(in SoftmaxArguments a, int difference) =>
        GemmlowpFixedPoint.ExpOnNegativeValues(FixedPoint.SaturatingRoundingDoublingHighMultiply(difference << a.Shift, a.Multiplier), DifferenceIntegerBits);
}
