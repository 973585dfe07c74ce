using EdgeConv.Tensors;

namespace EdgeConv.Kernels.Reduction;

/// <summary>The reference for sums and means of float32 values, summed in the order of the input (Mean, tensorflow/lite/kernels/internal/reference/reduce.h).</summary>
public static unsafe class ReductionFloat_Scalar
{
    /// <summary>Computes all output elements.</summary>
    public static void Run(in ReductionFloatArguments a) => RunKept(in a, 0, a.Input, a.Output);

    private static float* RunKept(in ReductionFloatArguments a, int axis, float* input, float* output)
    {
        if (axis == Shape.MaxRank)
        {
            *output = AddTo(0, in a, 0, input) / a.Divisor;
            return output + 1;
        }

        for (var index = 0; index < a.Box.KeptExtents[axis]; index++)
            output = RunKept(in a, axis + 1, input + index * a.Box.KeptStrides[axis], output);
        return output;
    }

    /// <summary>One running sum through all dimensions: partial sums would round differently.</summary>
    private static float AddTo(float sum, in ReductionFloatArguments a, int axis, float* input)
    {
        if (axis == Shape.MaxRank)
            return sum + *input;
        for (var index = 0; index < a.Box.ReducedExtents[axis]; index++)
            sum = AddTo(sum, in a, axis + 1, input + index * a.Box.ReducedStrides[axis]);
        return sum;
    }
}
