namespace EdgeConv.Kernels.PRelu;

/// <summary>The kernels for PRELU.</summary>
public static unsafe class PReluKernels
{
    /// <summary>The int8 kernels.</summary>
    public static KernelList<PReluArguments> All { get; } = new(
        new Kernel<PReluArguments>(nameof(PRelu_c16_Avx2), KernelFamily.Avx2, &PRelu_c16_Avx2.Run) { Units = &PRelu_c16_Avx2.Units, Refusal = &PRelu_c16_Avx2.Refusal },
        new Kernel<PReluArguments>(nameof(PRelu_c16_Neon), KernelFamily.Neon, &PRelu_c16_Neon.Run) { Units = &PRelu_c16_Neon.Units, Refusal = &PRelu_c16_Neon.Refusal },
        new Kernel<PReluArguments>(nameof(PRelu_Scalar), KernelFamily.Scalar, &PRelu_Scalar.Run));

    /// <summary>The float32 kernels.</summary>
    public static KernelList<PReluFloatArguments> Float { get; } = new(new Kernel<PReluFloatArguments>(nameof(PReluFloat_Scalar), KernelFamily.Scalar, &PReluFloat_Scalar.Run));
}
