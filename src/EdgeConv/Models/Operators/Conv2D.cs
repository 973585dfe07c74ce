namespace EdgeConv.Models;

/// <summary>
/// Convolution. Inputs: activations NHWC; weights OHWI, whose I divides C (grouped when smaller); optional bias O. Output: NHWO.
/// </summary>
/// <param name="Window">Placement of the filter.</param>
/// <param name="Activation">Applied to the result.</param>
public sealed record Conv2D(Window Window, Activation Activation) : Operator
{
    /// <inheritdoc/>
    public override string Name => "CONV_2D";
}
