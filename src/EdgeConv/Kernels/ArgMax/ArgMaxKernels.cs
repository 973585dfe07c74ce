using System.Numerics;

namespace EdgeConv.Kernels.ArgMax;

/// <summary>The kernels for the index of the largest element.</summary>
public static unsafe class ArgMaxKernels
{
    /// <summary>The kernel that runs.</summary>
    public static Kernel<ArgMaxArguments<TElement, TIndex>> Best<TElement, TIndex>()
        where TElement : unmanaged, IComparisonOperators<TElement, TElement, bool>
        where TIndex : unmanaged, INumberBase<TIndex> =>
        new(nameof(ArgMax_Scalar), &ArgMax_Scalar.Run<TElement, TIndex>);
}
