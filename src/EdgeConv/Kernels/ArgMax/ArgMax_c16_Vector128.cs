using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EdgeConv.Kernels.ArgMax;

/// <summary>
/// Sixteen int8 elements at a time, on any instruction set with 128-bit vectors: along the dimension where it is the last one, else sixteen neighbours, each with
/// the index of its largest so far.
/// </summary>
internal static unsafe class ArgMax_c16_Vector128
{
    /// <summary>Why it cannot run with such arguments, or null.</summary>
    public static string? Refusal<TElement, TIndex>(in ArgMaxArguments<TElement, TIndex> _)
        where TElement : unmanaged
        where TIndex : unmanaged => typeof(TElement) == typeof(sbyte) ? null : "elements are not int8";

    /// <summary>Slices before the dimension.</summary>
    public static int Units<TElement, TIndex>(in ArgMaxArguments<TElement, TIndex> a)
        where TElement : unmanaged
        where TIndex : unmanaged => a.Outer;

    /// <summary>Computes the indices of slices.</summary>
    public static void Run<TElement, TIndex>(in ArgMaxArguments<TElement, TIndex> a, int begin, int end)
        where TElement : unmanaged
        where TIndex : unmanaged, INumberBase<TIndex>
    {
        var indices = stackalloc int[16];
        for (var outer = begin; outer < end; outer++)
        {
            var slice = (sbyte*)a.Input + (long)outer * a.Extent * a.Inner;
            var output = a.Output + (long)outer * a.Inner;
            if (a.Inner == 1)
            {
                *output = TIndex.CreateTruncating(LargestValue.IndexOf(slice, a.Extent));
                continue;
            }

            for (var inner = 0; inner < a.Inner; inner += 16)
            {
                FindSixteen(slice + inner, a.Extent, a.Inner, indices);
                for (var lane = 0; lane < Math.Min(16, a.Inner - inner); lane++)
                    output[inner + lane] = TIndex.CreateTruncating(indices[lane]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void FindSixteen(sbyte* values, int extent, int stride, int* indices)
    {
        var largest = Vector128.Load(values);
        var (i0, i1, i2, i3) = (Vector128<int>.Zero, Vector128<int>.Zero, Vector128<int>.Zero, Vector128<int>.Zero);
        for (var i = 1; i < extent; i++)
        {
            values += stride;
            var candidates = Vector128.Load(values);
            var isLarger = Vector128.GreaterThan(candidates, largest);
            largest = Vector128.Max(candidates, largest);
            var index = Vector128.Create(i);
            var high = Vector128.WidenUpper(isLarger);
            var low = Vector128.WidenLower(isLarger);
            i1 = Vector128.ConditionalSelect(Vector128.WidenUpper(low), index, i1);
            i0 = Vector128.ConditionalSelect(Vector128.WidenLower(low), index, i0);
            i3 = Vector128.ConditionalSelect(Vector128.WidenUpper(high), index, i3);
            i2 = Vector128.ConditionalSelect(Vector128.WidenLower(high), index, i2);
        }

        Vector128.Store(i0, indices);
        Vector128.Store(i1, indices + 4);
        Vector128.Store(i2, indices + 8);
        Vector128.Store(i3, indices + 12);
    }
}
