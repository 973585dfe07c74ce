namespace EdgeConv.Kernels.Fill;

/// <summary>The kernels for <see cref="FillArguments"/>.</summary>
public static unsafe class FillKernels
{
    /// <summary>The kernel that runs.</summary>
    public static Kernel<FillArguments> Best => new(nameof(Fill_Scalar), &Fill_Scalar.Run);
}
