namespace EdgeConv.Models;

/// <summary>
/// Depthwise convolution. Inputs: activations NHWC; weights 1HWO with O = C * multiplier; optional bias O. Output channel o reads input channel o / multiplier.
/// </summary>
/// <param name="Window">Placement of the filter.</param>
/// <param name="DepthMultiplier">Output channels an input channel, at least 1; derived from the shapes when they say otherwise.</param>
/// <param name="Activation">Applied to the result.</param>
public sealed record DepthwiseConv2D(Window Window, int DepthMultiplier, Activation Activation) : Operator
{
    /// <inheritdoc/>
    public override string Name => "DEPTHWISE_CONV_2D";
}
