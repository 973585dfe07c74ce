namespace EdgeConv.Kernels.Softmax;

/// <summary>The kernels for softmax.</summary>
public static unsafe class SoftmaxKernels
{
    /// <summary>The int8 kernel that runs.</summary>
    public static Kernel<SoftmaxArguments> Best => new(nameof(Softmax_Scalar), &Softmax_Scalar.Run);

    /// <summary>The float32 kernel that runs.</summary>
    public static Kernel<SoftmaxFloatArguments> BestFloat => new(nameof(SoftmaxFloat_Scalar), &SoftmaxFloat_Scalar.Run);
}
