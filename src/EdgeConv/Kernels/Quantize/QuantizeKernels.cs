namespace EdgeConv.Kernels.Quantize;

/// <summary>The kernels for <see cref="QuantizeArguments"/>.</summary>
public static unsafe class QuantizeKernels
{
    /// <summary>The kernel that runs.</summary>
    public static Kernel<QuantizeArguments> Best => new(nameof(Quantize_Scalar), &Quantize_Scalar.Run);
}
