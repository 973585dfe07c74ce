using EdgeConv.Models;

namespace EdgeConv.Planning.Dense;

/// <summary>
/// A classifier that scores every place of a larger picture in one pass. On a picture of h x w its output is a map of
/// <c>(h - NativeHeight) / StrideHeight + 1</c> rows, columns likewise, each place a vector of class scores for the native-sized window there.
/// </summary>
/// <param name="Model">The rewritten model; plan it with the frame's shape as <see cref="PlanOptions.InputShape"/>.</param>
/// <param name="NativeHeight">Rows of the picture the classifier was made for.</param>
/// <param name="NativeWidth">Columns of the picture the classifier was made for.</param>
/// <param name="StrideHeight">Picture rows from one row of the map to the next.</param>
/// <param name="StrideWidth">Picture columns from one column of the map to the next.</param>
public sealed record DenseModel(Model Model, int NativeHeight, int NativeWidth, int StrideHeight, int StrideWidth)
{
    /// <summary>The largest frame inside a picture on which the windows of the map lie exactly on the grid of the strides; at least the native size.</summary>
    public (int Height, int Width) FrameWithin(int height, int width) => (
        NativeHeight + Math.Max(0, height - NativeHeight) / StrideHeight * StrideHeight,
        NativeWidth + Math.Max(0, width - NativeWidth) / StrideWidth * StrideWidth);
}
