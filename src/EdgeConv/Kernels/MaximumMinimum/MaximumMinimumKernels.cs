using System.Numerics;

namespace EdgeConv.Kernels.MaximumMinimum;

/// <summary>The kernels for maxima and minima.</summary>
public static unsafe class MaximumMinimumKernels
{
    /// <summary>The kernel for maxima that runs.</summary>
    public static Kernel<MaximumMinimumArguments<T>> BestMaximum<T>()
        where T : unmanaged, IComparisonOperators<T, T, bool> => new(nameof(Maximum_Scalar), &Maximum_Scalar.Run);

    /// <summary>The kernel for minima that runs.</summary>
    public static Kernel<MaximumMinimumArguments<T>> BestMinimum<T>()
        where T : unmanaged, IComparisonOperators<T, T, bool> => new(nameof(Minimum_Scalar), &Minimum_Scalar.Run);
}
