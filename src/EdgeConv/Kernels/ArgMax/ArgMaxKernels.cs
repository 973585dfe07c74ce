using System.Numerics;

namespace EdgeConv.Kernels.ArgMax;

/// <summary>The kernels for the index of the largest element.</summary>
public static unsafe class ArgMaxKernels
{
    /// <summary>The kernels.</summary>
    public static KernelList<ArgMaxArguments<TElement, TIndex>> All<TElement, TIndex>()
        where TElement : unmanaged, IComparisonOperators<TElement, TElement, bool>
        where TIndex : unmanaged, INumberBase<TIndex> =>
        new(new Kernel<ArgMaxArguments<TElement, TIndex>>(nameof(ArgMax_Scalar), KernelFamily.Scalar, &ArgMax_Scalar.Run<TElement, TIndex>));
}
