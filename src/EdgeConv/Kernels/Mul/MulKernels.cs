namespace EdgeConv.Kernels.Mul;

/// <summary>The kernels for products.</summary>
public static unsafe class MulKernels
{
    /// <summary>The int8 kernel that runs.</summary>
    public static Kernel<MulArguments> Best => new(nameof(Mul_Scalar), &Mul_Scalar.Run);

    /// <summary>The float32 kernel that runs.</summary>
    public static Kernel<MulFloatArguments> BestFloat => new(nameof(MulFloat_Scalar), &MulFloat_Scalar.Run);
}
