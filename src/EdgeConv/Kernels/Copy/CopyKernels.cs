namespace EdgeConv.Kernels.Copy;

/// <summary>The kernels for <see cref="StridedCopyArguments"/>.</summary>
public static unsafe class CopyKernels
{
    /// <summary>The kernels.</summary>
    public static KernelList<StridedCopyArguments> All { get; } = new(
        new Kernel<StridedCopyArguments>(nameof(StridedCopy_Runs), KernelFamily.Neon, &StridedCopy_Runs.Run) { Units = &StridedCopy_Runs.Units },
        new Kernel<StridedCopyArguments>(nameof(StridedCopy_Runs), KernelFamily.Avx2, &StridedCopy_Runs.Run) { Units = &StridedCopy_Runs.Units },
        new Kernel<StridedCopyArguments>(nameof(StridedCopy_Scalar), KernelFamily.Scalar, &StridedCopy_Scalar.Run));
}
