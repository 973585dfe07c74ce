namespace EdgeConv.Kernels.Softmax;

/// <summary>The reference for float32 softmax, summed in order (Softmax, tensorflow/lite/kernels/internal/reference/softmax.h); NaN is never the largest.</summary>
public static unsafe class SoftmaxFloat_Scalar
{
    /// <summary>Computes all rows.</summary>
    public static void Run(in SoftmaxFloatArguments a)
    {
        for (var row = 0; row < a.Rows; row++)
            RunRow(a.Input + row * a.Depth, a.Output + row * a.Depth, a.Depth, a.Beta);
    }

    private static void RunRow(float* input, float* output, int depth, float beta)
    {
        var largest = float.MinValue;
        for (var c = 0; c < depth; c++)
            largest = largest < input[c] ? input[c] : largest;
        var sum = 0f;
        for (var c = 0; c < depth; c++)
        {
            output[c] = MathF.Exp((input[c] - largest) * beta);
            sum += output[c];
        }

        for (var c = 0; c < depth; c++)
            output[c] /= sum;
    }
}
