using System.Runtime.Intrinsics;

namespace EdgeConv.Kernels.Requantizers;

/// <summary>A way from accumulators to outputs on 256-bit vectors: a struct type parameter, so that a kernel is compiled once for each without a branch.</summary>
internal unsafe interface IRequantizer256
{
    /// <summary>Eight accumulators, of eight channels, scaled and rounded; the zero point is not added.</summary>
    /// <param name="accumulators">Eight accumulators.</param>
    /// <param name="multipliers">Eight factors.</param>
    /// <param name="shifts">Eight powers of two.</param>
    static abstract Vector256<int> Apply(Vector256<int> accumulators, Vector256<int> multipliers, Vector256<int> shifts);
}
