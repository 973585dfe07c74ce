namespace EdgeConv.Kernels.Copy;

/// <summary>The kernels for <see cref="StridedCopyArguments"/>.</summary>
public static unsafe class CopyKernels
{
    /// <summary>The kernel that runs.</summary>
    public static Kernel<StridedCopyArguments> Best => new(nameof(StridedCopy_Scalar), &StridedCopy_Scalar.Run);
}
