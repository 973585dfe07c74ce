namespace EdgeConv.Kernels.Convolution;

/// <summary>The kernels for convolution.</summary>
public static unsafe class ConvolutionKernels
{
    /// <summary>The int8 kernel that runs.</summary>
    public static Kernel<ConvolutionArguments> Best => new(nameof(Convolution_Scalar), &Convolution_Scalar.Run);

    /// <summary>The float32 kernel that runs.</summary>
    public static Kernel<ConvolutionFloatArguments> BestFloat => new(nameof(ConvolutionFloat_Scalar), &ConvolutionFloat_Scalar.Run);
}
