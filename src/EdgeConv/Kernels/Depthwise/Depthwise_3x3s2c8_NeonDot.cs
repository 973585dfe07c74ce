using EdgeConv.Kernels.Numerics;
using EdgeConv.Kernels.Requantizers;

namespace EdgeConv.Kernels.Depthwise;

/// <summary>3x3 filters of width stride 2 on SDOT; see <see cref="Depthwise_3x3s2c8_NeonDotLoop"/>.</summary>
internal readonly unsafe struct Depthwise_3x3s2c8_NeonDot : IDepthwiseTile
{
    /// <inheritdoc/>
    public static int Rows => 1;

    /// <inheritdoc/>
    public static PackedLayout Layout { get; } = new(8, 4);

    /// <inheritdoc/>
    public static string? Refusal(in ConvolutionArguments a) =>
        DepthwisePacking.Planes(in a) != 1 ? "needs one plane of weights"
        : a.Geometry is not { FilterHeight: 3, FilterWidth: 3, StrideWidth: 2, DilationWidth: 1 } ? "needs 3x3 filters of width stride 2 and dilation 1" : null;

    /// <inheritdoc/>
    public static delegate*<DepthwiseTileArguments*, void> Entry(Requantization requantization) => requantization switch
    {
        Requantization.ExactRightPositive => &Depthwise_3x3s2c8_NeonDotLoop.Run<Requantizers128Neon.ExactRightPositive, DepthwisePlanes.One>,
        Requantization.ExactRight => &Depthwise_3x3s2c8_NeonDotLoop.Run<Requantizers128Neon.ExactRight, DepthwisePlanes.One>,
        Requantization.Float => &Depthwise_3x3s2c8_NeonDotLoop.Run<Requantizers128Neon.Float, DepthwisePlanes.One>,
        _ => &Depthwise_3x3s2c8_NeonDotLoop.Run<Requantizers128Neon.Exact, DepthwisePlanes.One>,
    };
}
