using System.Runtime.Intrinsics;

namespace EdgeConv.Kernels.MaximumMinimum;

/// <summary>Which of two elements is kept: a struct type parameter, so that a kernel is compiled once for each without a branch.</summary>
internal interface IElementChoice
{
    /// <summary>Ones where the left element is kept, zeros where the right one is.</summary>
    static abstract Vector128<T> IsLeft<T>(Vector128<T> left, Vector128<T> right);
}
