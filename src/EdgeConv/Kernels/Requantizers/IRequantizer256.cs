using System.Runtime.Intrinsics;

namespace EdgeConv.Kernels.Requantizers;

/// <summary>A way from accumulators to outputs on 256-bit vectors: a struct type parameter, so that a kernel is compiled once for each without a branch.</summary>
internal unsafe interface IRequantizer256
{
    /// <summary>
    /// Whether values come with the zero point added and, of each four, in the order 0, 2, 1, 3 of their accumulators; otherwise without it and in order.
    /// See <see cref="PreparedFactors"/>.
    /// </summary>
    static abstract bool AddsZeroPointAndSwapsMiddle { get; }

    /// <summary>Eight accumulators, of eight channels, scaled and rounded.</summary>
    /// <param name="accumulators">Eight accumulators.</param>
    /// <param name="factors">The eight channels' multipliers in a block of a prepared layout (<see cref="PreparedFactors"/>).</param>
    /// <param name="channels">Channels of the block: shifts stand so many integers behind the multipliers, roundings as far behind the shifts.</param>
    /// <param name="first">The first of the eight channels, counted from the block's first.</param>
    static abstract Vector256<int> Apply(Vector256<int> accumulators, int* factors, int channels, int first);

    /// <summary>The same for two positions, which share what is loaded: with one vector at a time loads, of which a CPU does two or three a cycle, are what takes longest.</summary>
    /// <param name="a">Eight accumulators of one position.</param>
    /// <param name="b">The same channels of another.</param>
    /// <param name="factors">As for one.</param>
    /// <param name="channels">As for one.</param>
    /// <param name="first">As for one.</param>
    static abstract (Vector256<int> A, Vector256<int> B) Apply(Vector256<int> a, Vector256<int> b, int* factors, int channels, int first);
}
