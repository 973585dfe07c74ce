namespace EdgeConv.Kernels.L2Normalization;

/// <summary>The reference for float32 L2 normalization, summed in order (L2Normalization, tensorflow/lite/kernels/internal/reference/l2normalization.h).</summary>
public static unsafe class L2NormalizationFloat_Scalar
{
    private const float Epsilon = 1e-6f;

    /// <summary>Computes all rows.</summary>
    public static void Run(in L2NormalizationFloatArguments a)
    {
        for (var row = 0; row < a.Rows; row++)
        {
            var input = a.Input + row * a.Depth;
            var output = a.Output + row * a.Depth;
            var sum = 0f;
            for (var c = 0; c < a.Depth; c++)
                sum += input[c] * input[c];
            var norm = MathF.Sqrt(sum);
            norm = norm < Epsilon ? Epsilon : norm;
            for (var c = 0; c < a.Depth; c++)
                output[c] = input[c] / norm;
        }
    }
}
