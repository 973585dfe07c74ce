namespace EdgeConv.Models;

/// <summary>
/// Transposed convolution. Inputs: the output's shape (int32, 4 values); weights OHWI; activations NHWI; optional bias O. Output: NHWO.
/// </summary>
/// <param name="Window">Placement of the filter over the output; no dilation.</param>
/// <param name="Activation">Applied to the result.</param>
public sealed record TransposeConv(Window Window, Activation Activation) : Operator
{
    /// <inheritdoc/>
    public override string Name => "TRANSPOSE_CONV";
}
