using EdgeConv.Kernels.Numerics;
using EdgeConv.Kernels.Requantizers;

namespace EdgeConv.Kernels.Depthwise;

/// <summary><see cref="Depthwise_2x3x3c32_AvxVnni"/> with two planes of weights: uint8 models, whose weights have a zero point. The interleaved values serve both.</summary>
internal readonly unsafe struct Depthwise_2x3x3c32p2_AvxVnni : IDepthwiseTile
{
    /// <inheritdoc/>
    public static int Rows => 2;

    /// <inheritdoc/>
    public static PackedLayout Layout { get; } = new(32, 4, InputOffset: 128, IsPrepared: true, SplitHalves: true);

    /// <inheritdoc/>
    public static string? Refusal(in ConvolutionArguments a) =>
        DepthwisePacking.Planes(in a) != 2 ? "needs two planes of weights" : a.Geometry is not { FilterHeight: 3, FilterWidth: 3 } ? "needs 3x3 filters" : null;

    /// <inheritdoc/>
    public static delegate*<DepthwiseTileArguments*, void> Entry(Requantization requantization) => requantization switch
    {
        Requantization.ExactRightPositive => &Depthwise_2x3x3c32_Loop.Run<Requantizers256.ExactRightPositive, DepthwisePlanes.Two>,
        Requantization.ExactRight => &Depthwise_2x3x3c32_Loop.Run<Requantizers256.ExactRight, DepthwisePlanes.Two>,
        Requantization.Float => &Depthwise_2x3x3c32_Loop.Run<Requantizers256.Float, DepthwisePlanes.Two>,
        _ => &Depthwise_2x3x3c32_Loop.Run<Requantizers256.Exact, DepthwisePlanes.Two>,
    };
}
