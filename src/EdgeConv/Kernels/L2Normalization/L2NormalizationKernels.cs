namespace EdgeConv.Kernels.L2Normalization;

/// <summary>The kernels for L2 normalization.</summary>
public static unsafe class L2NormalizationKernels
{
    /// <summary>The int8 kernel that runs.</summary>
    public static Kernel<L2NormalizationArguments> Best => new(nameof(L2Normalization_Scalar), &L2Normalization_Scalar.Run);

    /// <summary>The float32 kernel that runs.</summary>
    public static Kernel<L2NormalizationFloatArguments> BestFloat => new(nameof(L2NormalizationFloat_Scalar), &L2NormalizationFloat_Scalar.Run);
}
