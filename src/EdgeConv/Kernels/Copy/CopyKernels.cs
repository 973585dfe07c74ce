namespace EdgeConv.Kernels.Copy;

/// <summary>The kernels for <see cref="StridedCopyArguments"/>.</summary>
public static unsafe class CopyKernels
{
    /// <summary>The kernels.</summary>
    public static KernelList<StridedCopyArguments> All { get; } = new(new Kernel<StridedCopyArguments>(nameof(StridedCopy_Scalar), KernelFamily.Scalar, &StridedCopy_Scalar.Run));
}
