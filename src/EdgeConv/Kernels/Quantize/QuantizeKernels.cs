namespace EdgeConv.Kernels.Quantize;

/// <summary>The kernels for <see cref="QuantizeArguments"/>.</summary>
public static unsafe class QuantizeKernels
{
    /// <summary>The kernels.</summary>
    public static KernelList<QuantizeArguments> All { get; } = new(new Kernel<QuantizeArguments>(nameof(Quantize_Scalar), KernelFamily.Scalar, &Quantize_Scalar.Run));
}
