using System.Numerics;

namespace EdgeConv.Kernels.ArgMax;

/// <summary>The kernels for the index of the largest element.</summary>
public static unsafe class ArgMaxKernels
{
    /// <summary>The kernels.</summary>
    public static KernelList<ArgMaxArguments<TElement, TIndex>> All<TElement, TIndex>()
        where TElement : unmanaged, IComparisonOperators<TElement, TElement, bool>
        where TIndex : unmanaged, INumberBase<TIndex> => new(
            Vectors<TElement, TIndex>(KernelFamily.Neon),
            Vectors<TElement, TIndex>(KernelFamily.Avx2),
            new Kernel<ArgMaxArguments<TElement, TIndex>>(nameof(ArgMax_Scalar), KernelFamily.Scalar, &ArgMax_Scalar.Run<TElement, TIndex>));

    private static Kernel<ArgMaxArguments<TElement, TIndex>> Vectors<TElement, TIndex>(KernelFamily family)
        where TElement : unmanaged
        where TIndex : unmanaged, INumberBase<TIndex> => new(nameof(ArgMax_c16_Vector128), family, &ArgMax_c16_Vector128.Run<TElement, TIndex>)
        {
            Units = &ArgMax_c16_Vector128.Units<TElement, TIndex>,
            Refusal = &ArgMax_c16_Vector128.Refusal<TElement, TIndex>,
        };
}
