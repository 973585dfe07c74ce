namespace EdgeConv.Kernels.Depthwise;

/// <summary>The kernels for depthwise convolution.</summary>
public static unsafe class DepthwiseKernels
{
    /// <summary>The int8 kernels.</summary>
    public static KernelList<ConvolutionArguments> All { get; } = new(new Kernel<ConvolutionArguments>(nameof(Depthwise_Scalar), KernelFamily.Scalar, &Depthwise_Scalar.Run));

    /// <summary>The float32 kernels.</summary>
    public static KernelList<ConvolutionFloatArguments> Float { get; } = new(new Kernel<ConvolutionFloatArguments>(nameof(DepthwiseFloat_Scalar), KernelFamily.Scalar, &DepthwiseFloat_Scalar.Run));
}
