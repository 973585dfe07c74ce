using EdgeConv.Kernels.Numerics;
using EdgeConv.Kernels.Requantizers;

namespace EdgeConv.Kernels.Depthwise;

/// <summary>3x3 filters of width stride 2 on VPDPBUSD; see <see cref="Depthwise_3x3s2c32_Loop"/>.</summary>
internal readonly unsafe struct Depthwise_3x3s2c32_AvxVnni : IDepthwiseTile
{
    /// <inheritdoc/>
    public static int Rows => 1;

    /// <inheritdoc/>
    public static PackedLayout Layout { get; } = new(32, 4, InputOffset: 128, IsPrepared: true, SplitHalves: true);

    /// <inheritdoc/>
    public static string? Refusal(in ConvolutionArguments a) =>
        DepthwisePacking.Planes(in a) != 1 ? "needs one plane of weights"
        : a.Geometry is not { FilterHeight: 3, FilterWidth: 3, StrideWidth: 2, DilationWidth: 1 } ? "needs 3x3 filters of width stride 2 and dilation 1" : null;

    /// <inheritdoc/>
    public static delegate*<DepthwiseTileArguments*, void> Entry(Requantization requantization) => requantization switch
    {
        Requantization.ExactRightPositive => &Depthwise_3x3s2c32_Loop.Run<Requantizers256.ExactRightPositive, DepthwisePlanes.One>,
        Requantization.ExactRight => &Depthwise_3x3s2c32_Loop.Run<Requantizers256.ExactRight, DepthwisePlanes.One>,
        Requantization.Float => &Depthwise_3x3s2c32_Loop.Run<Requantizers256.Float, DepthwisePlanes.One>,
        _ => &Depthwise_3x3s2c32_Loop.Run<Requantizers256.Exact, DepthwisePlanes.One>,
    };
}
