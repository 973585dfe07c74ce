namespace EdgeConv.Kernels.Reduction;

/// <summary>The kernels for sums and means.</summary>
public static unsafe class ReductionKernels
{
    /// <summary>The int8 kernels.</summary>
    public static KernelList<ReductionArguments> All { get; } = new(
        new Kernel<ReductionArguments>(nameof(Reduction_c16_Vector128), KernelFamily.Neon, &Reduction_c16_Vector128.Run) { Units = &Reduction_c16_Vector128.Units, Refusal = &Reduction_c16_Vector128.Refusal },
        new Kernel<ReductionArguments>(nameof(Reduction_c16_Vector128), KernelFamily.Avx2, &Reduction_c16_Vector128.Run) { Units = &Reduction_c16_Vector128.Units, Refusal = &Reduction_c16_Vector128.Refusal },
        new Kernel<ReductionArguments>(nameof(Reduction_Runs), KernelFamily.Neon, &Reduction_Runs.Run) { Units = &Reduction_Runs.Units, Refusal = &Reduction_Runs.Refusal },
        new Kernel<ReductionArguments>(nameof(Reduction_Runs), KernelFamily.Avx2, &Reduction_Runs.Run) { Units = &Reduction_Runs.Units, Refusal = &Reduction_Runs.Refusal },
        new Kernel<ReductionArguments>(nameof(Reduction_Scalar), KernelFamily.Scalar, &Reduction_Scalar.Run));

    /// <summary>The float32 kernels.</summary>
    public static KernelList<ReductionFloatArguments> Float { get; } = new(new Kernel<ReductionFloatArguments>(nameof(ReductionFloat_Scalar), KernelFamily.Scalar, &ReductionFloat_Scalar.Run));
}
