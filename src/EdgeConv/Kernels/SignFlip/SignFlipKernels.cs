namespace EdgeConv.Kernels.SignFlip;

/// <summary>The kernels for <see cref="SignFlipArguments"/>.</summary>
public static unsafe class SignFlipKernels
{
    /// <summary>The kernels.</summary>
    public static KernelList<SignFlipArguments> All { get; } = new(new Kernel<SignFlipArguments>(nameof(SignFlip_Scalar), KernelFamily.Scalar, &SignFlip_Scalar.Run));
}
