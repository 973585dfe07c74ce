namespace EdgeConv.Kernels.SignFlip;

/// <summary>The kernels for <see cref="SignFlipArguments"/>.</summary>
public static unsafe class SignFlipKernels
{
    /// <summary>The kernel that runs.</summary>
    public static Kernel<SignFlipArguments> Best => new(nameof(SignFlip_Scalar), &SignFlip_Scalar.Run);
}
