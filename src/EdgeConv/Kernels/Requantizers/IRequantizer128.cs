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

    /// <summary>The first half of <see cref="Apply"/>: where cores issue in order, kernels take this half of several vectors before the other half of any.</summary>
    /// <param name="accumulators">Four accumulators.</param>
    /// <param name="multipliers">Four factors.</param>
    /// <param name="shifts">Four powers of two.</param>
    static abstract Vector128<int> Scale(Vector128<int> accumulators, Vector128<int> multipliers, Vector128<int> shifts);

    /// <summary>The second half of <see cref="Apply"/>.</summary>
    /// <param name="scaled">What <see cref="Scale"/> made.</param>
    /// <param name="shifts">Four powers of two.</param>
    static abstract Vector128<int> Round(Vector128<int> scaled, Vector128<int> shifts);
}
