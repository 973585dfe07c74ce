namespace EdgeConv.Models;

/// <summary>
/// The mean of every window of an NHWC picture, with the arithmetic of MEAN (<see cref="Reduce"/>) rather than of pooling; made when a classifier is
/// rewritten to run on larger pictures, never read from a file.
/// </summary>
/// <param name="Height">Rows of the window.</param>
/// <param name="Width">Columns of the window.</param>
public sealed record WindowMean(int Height, int Width) : Operator
{
    /// <inheritdoc/>
    public override string Name => "MEAN (windows)";
}
