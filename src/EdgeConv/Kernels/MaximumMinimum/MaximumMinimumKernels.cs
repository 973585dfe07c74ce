using System.Numerics;

namespace EdgeConv.Kernels.MaximumMinimum;

/// <summary>The kernels for maxima and minima.</summary>
public static unsafe class MaximumMinimumKernels
{
    /// <summary>The kernels for maxima.</summary>
    public static KernelList<MaximumMinimumArguments<T>> Maximum<T>()
        where T : unmanaged, IComparisonOperators<T, T, bool> => new(new Kernel<MaximumMinimumArguments<T>>(nameof(Maximum_Scalar), KernelFamily.Scalar, &Maximum_Scalar.Run));

    /// <summary>The kernels for minima.</summary>
    public static KernelList<MaximumMinimumArguments<T>> Minimum<T>()
        where T : unmanaged, IComparisonOperators<T, T, bool> => new(new Kernel<MaximumMinimumArguments<T>>(nameof(Minimum_Scalar), KernelFamily.Scalar, &Minimum_Scalar.Run));
}
