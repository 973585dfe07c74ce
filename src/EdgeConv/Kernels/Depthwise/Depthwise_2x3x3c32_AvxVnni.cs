using EdgeConv.Kernels.Numerics;
using EdgeConv.Kernels.Requantizers;

namespace EdgeConv.Kernels.Depthwise;

/// <summary>
/// Two output rows, 3x3 filters, stride 1, thirty-two channels: the four input rows are interleaved byte by byte, so that one VPDPBUSD sums a filter column for four
/// channels; the same interleaved values serve both output rows, the second with its weights one place further down. Registers: eight accumulators, four lines, four interleaved.
/// </summary>
internal readonly unsafe struct Depthwise_2x3x3c32_AvxVnni : IDepthwiseTile
{
    /// <inheritdoc/>
    public static int Rows => 2;

    /// <inheritdoc/>
    public static PackedLayout Layout { get; } = new(32, 4, InputOffset: 128, IsPrepared: true, SplitHalves: true);

    /// <inheritdoc/>
    public static string? Refusal(in ConvolutionArguments a) =>
        DepthwisePacking.Planes(in a) > 1 ? "needs one plane of weights" : a.Geometry is not { FilterHeight: 3, FilterWidth: 3 } ? "needs 3x3 filters" : null;

    /// <inheritdoc/>
    public static delegate*<DepthwiseTileArguments*, void> Entry(Requantization requantization) => requantization switch
    {
        Requantization.ExactRightPositive => &Depthwise_2x3x3c32_Loop.Run<Requantizers256.ExactRightPositive, DepthwisePlanes.One>,
        Requantization.ExactRight => &Depthwise_2x3x3c32_Loop.Run<Requantizers256.ExactRight, DepthwisePlanes.One>,
        Requantization.Float => &Depthwise_2x3x3c32_Loop.Run<Requantizers256.Float, DepthwisePlanes.One>,
        _ => &Depthwise_2x3x3c32_Loop.Run<Requantizers256.Exact, DepthwisePlanes.One>,
    };
}
