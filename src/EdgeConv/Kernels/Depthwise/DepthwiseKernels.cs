namespace EdgeConv.Kernels.Depthwise;

/// <summary>The kernels for depthwise convolution.</summary>
public static unsafe class DepthwiseKernels
{
    /// <summary>The int8 kernel that runs.</summary>
    public static Kernel<DepthwiseArguments> Best => new(nameof(Depthwise_Scalar), &Depthwise_Scalar.Run);

    /// <summary>The float32 kernel that runs.</summary>
    public static Kernel<DepthwiseFloatArguments> BestFloat => new(nameof(DepthwiseFloat_Scalar), &DepthwiseFloat_Scalar.Run);
}
