using EdgeConv.Kernels.Numerics;
using EdgeConv.Kernels.Requantizers;

namespace EdgeConv.Kernels.Depthwise;

/// <summary><see cref="Depthwise_3x3s2c8_NeonDot"/> with two planes of weights: uint8 models, whose weights have a zero point. The interleaved values serve both.</summary>
internal readonly unsafe struct Depthwise_3x3s2c8p2_NeonDot : IDepthwiseTile
{
    /// <inheritdoc/>
    public static int Rows => 1;

    /// <inheritdoc/>
    public static PackedLayout Layout { get; } = new(8, 4);

    /// <inheritdoc/>
    public static string? Refusal(in ConvolutionArguments a) =>
        DepthwisePacking.Planes(in a) != 2 ? "needs two planes of weights"
        : a.Geometry is not { FilterHeight: 3, FilterWidth: 3, StrideWidth: 2, DilationWidth: 1 } ? "needs 3x3 filters of width stride 2 and dilation 1" : null;

    /// <inheritdoc/>
    public static delegate*<DepthwiseTileArguments*, void> Entry(Requantization requantization) => requantization switch
    {
        Requantization.ExactRightPositive => &Depthwise_3x3s2c8_NeonDotLoop.Run<Requantizers128Neon.ExactRightPositive, DepthwisePlanes.Two>,
        Requantization.ExactRight => &Depthwise_3x3s2c8_NeonDotLoop.Run<Requantizers128Neon.ExactRight, DepthwisePlanes.Two>,
        Requantization.Float => &Depthwise_3x3s2c8_NeonDotLoop.Run<Requantizers128Neon.Float, DepthwisePlanes.Two>,
        _ => &Depthwise_3x3s2c8_NeonDotLoop.Run<Requantizers128Neon.Exact, DepthwisePlanes.Two>,
    };
}
