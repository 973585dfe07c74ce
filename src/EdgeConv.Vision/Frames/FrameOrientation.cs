namespace EdgeConv.Vision.Frames;

/// <summary>How a camera is mounted, as an orientation of its frames.</summary>
public static class FrameOrientation
{
    /// <summary>The orientation of frames that have to be turned, and then perhaps mirrored.</summary>
    /// <param name="degrees">How far to turn them clockwise: 0, 90, 180 or 270.</param>
    /// <param name="isMirrored">Whether left and right are then to change places.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another angle.</exception>
    public static PictureOrientation Of(int degrees, bool isMirrored) => (degrees, isMirrored) switch
    {
        (0, false) => PictureOrientation.TopLeft,
        (0, true) => PictureOrientation.TopRight,
        (90, false) => PictureOrientation.RightTop,
        (90, true) => PictureOrientation.LeftTop,
        (180, false) => PictureOrientation.BottomRight,
        (180, true) => PictureOrientation.BottomLeft,
        (270, false) => PictureOrientation.LeftBottom,
        (270, true) => PictureOrientation.RightBottom,
        _ => throw new ArgumentOutOfRangeException(nameof(degrees), degrees, "Frames can be turned by 0, 90, 180 or 270 degrees."),
    };
}
