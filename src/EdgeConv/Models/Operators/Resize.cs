namespace EdgeConv.Models;

/// <summary>A picture resampled. Inputs: x NHWC; the new height and width (int32 constant).</summary>
/// <param name="Kind">The sampling.</param>
/// <param name="AlignCorners">Corner pixels coincide: scale by (in - 1) / (out - 1).</param>
/// <param name="HalfPixelCenters">Pixels are areas: in = (out + 0.5) * scale - 0.5.</param>
public sealed record Resize(ResizeKind Kind, bool AlignCorners, bool HalfPixelCenters) : Operator
{
    /// <inheritdoc/>
    public override string Name => Kind == ResizeKind.Bilinear ? "RESIZE_BILINEAR" : "RESIZE_NEAREST_NEIGHBOR";
}
