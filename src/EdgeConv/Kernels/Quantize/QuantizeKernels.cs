namespace EdgeConv.Kernels.Quantize;

/// <summary>The kernels for <see cref="QuantizeArguments"/>.</summary>
public static unsafe class QuantizeKernels
{
    /// <summary>The kernels.</summary>
    public static KernelList<QuantizeArguments> All { get; } = new(
        new Kernel<QuantizeArguments>(nameof(Quantize_c16_Vector128), KernelFamily.Neon, &Quantize_c16_Vector128.Run) { Units = &Quantize_c16_Vector128.Units },
        new Kernel<QuantizeArguments>(nameof(Quantize_c16_Vector128), KernelFamily.Avx2, &Quantize_c16_Vector128.Run) { Units = &Quantize_c16_Vector128.Units },
        new Kernel<QuantizeArguments>(nameof(Quantize_Scalar), KernelFamily.Scalar, &Quantize_Scalar.Run));
}
