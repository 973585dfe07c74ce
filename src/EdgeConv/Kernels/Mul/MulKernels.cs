namespace EdgeConv.Kernels.Mul;

/// <summary>The kernels for products.</summary>
public static unsafe class MulKernels
{
    /// <summary>The int8 kernels.</summary>
    public static KernelList<MulArguments> All { get; } = new(
        new Kernel<MulArguments>(nameof(Mul_c16_Avx2), KernelFamily.Avx2, &Mul_c16_Avx2.Run) { Units = &Mul_c16_Avx2.Units, Refusal = &Mul_c16_Avx2.Refusal },
        new Kernel<MulArguments>(nameof(Mul_c16_Neon), KernelFamily.Neon, &Mul_c16_Neon.Run) { Units = &Mul_c16_Neon.Units, Refusal = &Mul_c16_Neon.Refusal },
        new Kernel<MulArguments>(nameof(Mul_Scalar), KernelFamily.Scalar, &Mul_Scalar.Run));

    /// <summary>The float32 kernels.</summary>
    public static KernelList<MulFloatArguments> Float { get; } = new(new Kernel<MulFloatArguments>(nameof(MulFloat_Scalar), KernelFamily.Scalar, &MulFloat_Scalar.Run));
}
