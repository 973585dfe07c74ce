using System.Runtime.Intrinsics;

namespace EdgeConv.Kernels.Requantizers;

/// <summary>A way from accumulators to outputs on 128-bit vectors: a struct type parameter, so that a kernel is compiled once for each without a branch.</summary>
internal interface IRequantizer128
{
    /// <summary>Four accumulators, of four channels, scaled and rounded; the zero point is not added.</summary>
    /// <param name="accumulators">Four accumulators.</param>
    /// <param name="multipliers">Four factors.</param>
    /// <param name="shifts">Four powers of two.</param>
    static abstract Vector128<int> Apply(Vector128<int> accumulators, Vector128<int> multipliers, Vector128<int> shifts);
}
