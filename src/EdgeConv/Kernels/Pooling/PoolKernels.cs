namespace EdgeConv.Kernels.Pooling;

/// <summary>The kernels for pooling.</summary>
public static unsafe class PoolKernels
{
    /// <summary>The int8 kernel that runs for means.</summary>
    public static Kernel<PoolArguments> BestAverage => new(nameof(AveragePool_Scalar), &AveragePool_Scalar.Run);

    /// <summary>The int8 kernel that runs for maxima.</summary>
    public static Kernel<PoolArguments> BestMax => new(nameof(MaxPool_Scalar), &MaxPool_Scalar.Run);

    /// <summary>The float32 kernel that runs for means.</summary>
    public static Kernel<PoolFloatArguments> BestAverageFloat => new(nameof(AveragePoolFloat_Scalar), &AveragePoolFloat_Scalar.Run);

    /// <summary>The float32 kernel that runs for maxima.</summary>
    public static Kernel<PoolFloatArguments> BestMaxFloat => new(nameof(MaxPoolFloat_Scalar), &MaxPoolFloat_Scalar.Run);
}
