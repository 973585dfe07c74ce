namespace EdgeConv.Kernels.L2Normalization;

/// <summary>The kernels for L2 normalization.</summary>
public static unsafe class L2NormalizationKernels
{
    /// <summary>The int8 kernels.</summary>
    public static KernelList<L2NormalizationArguments> All { get; } = new(
        new Kernel<L2NormalizationArguments>(nameof(L2Normalization_c16_Avx2), KernelFamily.Avx2, &L2Normalization_c16_Avx2.Run) { Units = &L2Normalization_c16_Avx2.Units },
        new Kernel<L2NormalizationArguments>(nameof(L2Normalization_c16_Neon), KernelFamily.Neon, &L2Normalization_c16_Neon.Run) { Units = &L2Normalization_c16_Neon.Units },
        new Kernel<L2NormalizationArguments>(nameof(L2Normalization_Scalar), KernelFamily.Scalar, &L2Normalization_Scalar.Run));

    /// <summary>The float32 kernels.</summary>
    public static KernelList<L2NormalizationFloatArguments> Float { get; } = new(new Kernel<L2NormalizationFloatArguments>(nameof(L2NormalizationFloat_Scalar), KernelFamily.Scalar, &L2NormalizationFloat_Scalar.Run));
}
