using System.Numerics;

namespace EdgeConv.Kernels.ArgMax;

/// <summary>
/// The oracle for the index of the largest element (ArgMinMax, tensorflow/lite/kernels/internal/reference/arg_min_max.h, with the plain comparison of
/// tensorflow/lite/micro/kernels/arg_min_max.cc): NaN replaces nothing, and is replaced by nothing where it comes first.
/// </summary>
public static unsafe class ArgMax_Scalar
{
    /// <summary>Computes all indices.</summary>
    public static void Run<TElement, TIndex>(in ArgMaxArguments<TElement, TIndex> a)
        where TElement : unmanaged, IComparisonOperators<TElement, TElement, bool>
        where TIndex : unmanaged, INumberBase<TIndex>
    {
        for (var outer = 0; outer < a.Outer; outer++)
        {
            for (var inner = 0; inner < a.Inner; inner++)
            {
                var first = a.Input + outer * a.Extent * a.Inner + inner;
                var largest = 0;
                for (var i = 1; i < a.Extent; i++)
                {
                    if (first[i * a.Inner] > first[largest * a.Inner])
                        largest = i;
                }

                a.Output[outer * a.Inner + inner] = TIndex.CreateTruncating(largest);
            }
        }
    }
}
