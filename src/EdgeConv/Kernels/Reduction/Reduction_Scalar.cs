using EdgeConv.Kernels.Numerics;
using EdgeConv.Tensors;

namespace EdgeConv.Kernels.Reduction;

/// <summary>The oracle for sums and means of int8 values (QuantizedMeanOrSum, tensorflow/lite/kernels/internal/reference/reduce.h).</summary>
public static unsafe class Reduction_Scalar
{
    /// <summary>Computes all output elements.</summary>
    public static void Run(in ReductionArguments a) => RunKept(in a, 0, a.Input, a.Output);

    private static sbyte* RunKept(in ReductionArguments a, int axis, sbyte* input, sbyte* output)
    {
        if (axis == Shape.MaxRank)
        {
            var value = (long)a.OutputZeroPoint + FixedPoint.MultiplyByQuantizedMultiplier(Sum(in a, 0, input), a.Multiplier, a.Shift);
            *output = (sbyte)Math.Clamp(value, sbyte.MinValue, sbyte.MaxValue);
            return output + 1;
        }

        for (var index = 0; index < a.Box.KeptExtents[axis]; index++)
            output = RunKept(in a, axis + 1, input + index * a.Box.KeptStrides[axis], output);
        return output;
    }

    private static int Sum(in ReductionArguments a, int axis, sbyte* input)
    {
        if (axis == Shape.MaxRank)
            return *input - a.InputZeroPoint;
        var sum = 0;
        for (var index = 0; index < a.Box.ReducedExtents[axis]; index++)
            sum += Sum(in a, axis + 1, input + index * a.Box.ReducedStrides[axis]);
        return sum;
    }
}
