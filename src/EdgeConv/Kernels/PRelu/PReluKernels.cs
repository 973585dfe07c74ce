namespace EdgeConv.Kernels.PRelu;

/// <summary>The kernels for PRELU.</summary>
public static unsafe class PReluKernels
{
    /// <summary>The int8 kernel that runs.</summary>
    public static Kernel<PReluArguments> Best => new(nameof(PRelu_Scalar), &PRelu_Scalar.Run);

    /// <summary>The float32 kernel that runs.</summary>
    public static Kernel<PReluFloatArguments> BestFloat => new(nameof(PReluFloat_Scalar), &PReluFloat_Scalar.Run);
}
