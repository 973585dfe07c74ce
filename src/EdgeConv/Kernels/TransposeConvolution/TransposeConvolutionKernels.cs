namespace EdgeConv.Kernels.TransposeConvolution;

/// <summary>The kernels for transposed convolution.</summary>
public static unsafe class TransposeConvolutionKernels
{
    /// <summary>The int8 kernels.</summary>
    public static KernelList<ConvolutionArguments> All { get; } = new(new Kernel<ConvolutionArguments>(nameof(TransposeConvolution_Scalar), KernelFamily.Scalar, &TransposeConvolution_Scalar.Run));

    /// <summary>The float32 kernels.</summary>
    public static KernelList<ConvolutionFloatArguments> Float { get; } =
        new(new Kernel<ConvolutionFloatArguments>(nameof(TransposeConvolutionFloat_Scalar), KernelFamily.Scalar, &TransposeConvolutionFloat_Scalar.Run));
}
