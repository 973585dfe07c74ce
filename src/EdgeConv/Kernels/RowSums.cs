using System.Runtime.Intrinsics;

namespace EdgeConv.Kernels;

/// <summary>Sums of values side by side: means, and what asymmetric weights need, <c>sum x (w - zw) = sum x w - zw sum x</c>.</summary>
internal static unsafe class RowSums
{
    /// <summary>The sum of a run of values.</summary>
    public static int Of(sbyte* values, int count)
    {
        var sums = Vector128<int>.Zero;
        var end = values + (count & ~15);
        for (; values < end; values += 16)
        {
            var (low, high) = Vector128.Widen(Vector128.Load(values));
            var (first, second) = Vector128.Widen(low + high);
            sums += first + second;
        }

        var sum = Vector128.Sum(sums);
        for (var i = 0; i < (count & 15); i++)
            sum += values[i];
        return sum;
    }
}
