namespace EdgeConv.Models;

/// <summary>Pooling over windows of an NHWC picture, channel by channel; padding takes no part.</summary>
/// <param name="Kind">What is made of a window.</param>
/// <param name="Window">Placement of the window; no dilation.</param>
/// <param name="FilterHeight">Rows of the window, at least 1.</param>
/// <param name="FilterWidth">Columns of the window, at least 1.</param>
/// <param name="Activation">Applied to the result.</param>
public sealed record Pool2D(PoolKind Kind, Window Window, int FilterHeight, int FilterWidth, Activation Activation) : Operator
{
    /// <inheritdoc/>
    public override string Name => Kind == PoolKind.Average ? "AVERAGE_POOL_2D" : "MAX_POOL_2D";
}
