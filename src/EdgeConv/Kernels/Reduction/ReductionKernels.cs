namespace EdgeConv.Kernels.Reduction;

/// <summary>The kernels for sums and means.</summary>
public static unsafe class ReductionKernels
{
    /// <summary>The int8 kernel that runs.</summary>
    public static Kernel<ReductionArguments> Best => new(nameof(Reduction_Scalar), &Reduction_Scalar.Run);

    /// <summary>The float32 kernel that runs.</summary>
    public static Kernel<ReductionFloatArguments> BestFloat => new(nameof(ReductionFloat_Scalar), &ReductionFloat_Scalar.Run);
}
