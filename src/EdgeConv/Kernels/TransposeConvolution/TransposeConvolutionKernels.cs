namespace EdgeConv.Kernels.TransposeConvolution;

/// <summary>The kernels for transposed convolution.</summary>
public static unsafe class TransposeConvolutionKernels
{
    /// <summary>The int8 kernel that runs.</summary>
    public static Kernel<TransposeConvolutionArguments> Best => new(nameof(TransposeConvolution_Scalar), &TransposeConvolution_Scalar.Run);

    /// <summary>The float32 kernel that runs.</summary>
    public static Kernel<TransposeConvolutionFloatArguments> BestFloat =>
        new(nameof(TransposeConvolutionFloat_Scalar), &TransposeConvolutionFloat_Scalar.Run);
}
