namespace EdgeConv.Kernels.SignFlip;

/// <summary>The kernels for <see cref="SignFlipArguments"/>.</summary>
public static unsafe class SignFlipKernels
{
    /// <summary>The kernels.</summary>
    public static KernelList<SignFlipArguments> All { get; } = new(
        new Kernel<SignFlipArguments>(nameof(SignFlip_c16_Vector128), KernelFamily.Neon, &SignFlip_c16_Vector128.Run),
        new Kernel<SignFlipArguments>(nameof(SignFlip_c16_Vector128), KernelFamily.Avx2, &SignFlip_c16_Vector128.Run),
        new Kernel<SignFlipArguments>(nameof(SignFlip_Scalar), KernelFamily.Scalar, &SignFlip_Scalar.Run));
}
