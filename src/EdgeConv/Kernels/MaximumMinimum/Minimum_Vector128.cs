using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EdgeConv.Kernels.MaximumMinimum;

/// <summary>Minima on any instruction set with 128-bit vectors, by <see cref="ElementChoice_Vector128{T, TChoice}"/>.</summary>
internal readonly struct Minimum_Vector128 : IElementChoice
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> IsLeft<T>(Vector128<T> left, Vector128<T> right) => Vector128.LessThan(left, right);
}
