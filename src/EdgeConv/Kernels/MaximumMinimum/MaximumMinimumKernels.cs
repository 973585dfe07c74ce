using System.Numerics;

namespace EdgeConv.Kernels.MaximumMinimum;

/// <summary>The kernels for maxima and minima.</summary>
public static unsafe class MaximumMinimumKernels
{
    /// <summary>The kernels for maxima.</summary>
    public static KernelList<MaximumMinimumArguments<T>> Maximum<T>()
        where T : unmanaged, IComparisonOperators<T, T, bool> => new(
            Vectors<T, Maximum_Vector128>(KernelFamily.Neon),
            Vectors<T, Maximum_Vector128>(KernelFamily.Avx2),
            new Kernel<MaximumMinimumArguments<T>>(nameof(Maximum_Scalar), KernelFamily.Scalar, &Maximum_Scalar.Run));

    /// <summary>The kernels for minima.</summary>
    public static KernelList<MaximumMinimumArguments<T>> Minimum<T>()
        where T : unmanaged, IComparisonOperators<T, T, bool> => new(
            Vectors<T, Minimum_Vector128>(KernelFamily.Neon),
            Vectors<T, Minimum_Vector128>(KernelFamily.Avx2),
            new Kernel<MaximumMinimumArguments<T>>(nameof(Minimum_Scalar), KernelFamily.Scalar, &Minimum_Scalar.Run));

    private static Kernel<MaximumMinimumArguments<T>> Vectors<T, TChoice>(KernelFamily family)
        where T : unmanaged
        where TChoice : struct, IElementChoice => new(typeof(TChoice).Name, family, &ElementChoice_Vector128<T, TChoice>.Run)
        {
            Units = &ElementChoice_Vector128<T, TChoice>.Units,
            Refusal = &ElementChoice_Vector128<T, TChoice>.Refusal,
        };
}
