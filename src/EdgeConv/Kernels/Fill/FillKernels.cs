namespace EdgeConv.Kernels.Fill;

/// <summary>The kernels for <see cref="FillArguments"/>.</summary>
public static unsafe class FillKernels
{
    /// <summary>The kernels.</summary>
    public static KernelList<FillArguments> All { get; } = new(
        new Kernel<FillArguments>(nameof(Fill_c16_Vector128), KernelFamily.Neon, &Fill_c16_Vector128.Run) { Units = &Fill_c16_Vector128.Units },
        new Kernel<FillArguments>(nameof(Fill_c16_Vector128), KernelFamily.Avx2, &Fill_c16_Vector128.Run) { Units = &Fill_c16_Vector128.Units },
        new Kernel<FillArguments>(nameof(Fill_Scalar), KernelFamily.Scalar, &Fill_Scalar.Run));
}
