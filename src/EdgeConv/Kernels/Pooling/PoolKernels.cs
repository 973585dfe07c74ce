namespace EdgeConv.Kernels.Pooling;

/// <summary>The kernels for pooling.</summary>
public static unsafe class PoolKernels
{
    /// <summary>The int8 kernels for means.</summary>
    public static KernelList<PoolArguments> Average { get; } = new(
        new Kernel<PoolArguments>(nameof(AveragePool_c16_Vector128), KernelFamily.Neon, &AveragePool_c16_Vector128.Run) { Units = &AveragePool_c16_Vector128.Units, Refusal = &AveragePool_c16_Vector128.Refusal },
        new Kernel<PoolArguments>(nameof(AveragePool_c16_Vector128), KernelFamily.Avx2, &AveragePool_c16_Vector128.Run) { Units = &AveragePool_c16_Vector128.Units, Refusal = &AveragePool_c16_Vector128.Refusal },
        new Kernel<PoolArguments>(nameof(AveragePool_Scalar), KernelFamily.Scalar, &AveragePool_Scalar.Run));

    /// <summary>The int8 kernels for maxima.</summary>
    public static KernelList<PoolArguments> Max { get; } = new(
        new Kernel<PoolArguments>(nameof(MaxPool_c16_Vector128), KernelFamily.Neon, &MaxPool_c16_Vector128.Run) { Units = &MaxPool_c16_Vector128.Units },
        new Kernel<PoolArguments>(nameof(MaxPool_c16_Vector128), KernelFamily.Avx2, &MaxPool_c16_Vector128.Run) { Units = &MaxPool_c16_Vector128.Units },
        new Kernel<PoolArguments>(nameof(MaxPool_Scalar), KernelFamily.Scalar, &MaxPool_Scalar.Run));

    /// <summary>The float32 kernels for means.</summary>
    public static KernelList<PoolFloatArguments> AverageFloat { get; } = new(new Kernel<PoolFloatArguments>(nameof(AveragePoolFloat_Scalar), KernelFamily.Scalar, &AveragePoolFloat_Scalar.Run));

    /// <summary>The float32 kernels for maxima.</summary>
    public static KernelList<PoolFloatArguments> MaxFloat { get; } = new(new Kernel<PoolFloatArguments>(nameof(MaxPoolFloat_Scalar), KernelFamily.Scalar, &MaxPoolFloat_Scalar.Run));
}
