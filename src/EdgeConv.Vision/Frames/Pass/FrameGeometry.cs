using EdgeConv.Vision.Resizing;

namespace EdgeConv.Vision.Frames.Pass;

/// <summary>Which part of a frame, as it is stored, lands where in an upright target: turning and mirroring are directions in which the target is written and axes are walked.</summary>
/// <param name="Columns">Along a stored row.</param>
/// <param name="Rows">From stored row to stored row.</param>
/// <param name="IsTransposed">Whether stored rows become columns of the target.</param>
/// <param name="Target">In target pixels; what lies outside is border.</param>
internal sealed record FrameGeometry(FrameAxis Columns, FrameAxis Rows, bool IsTransposed, PixelWindow Target)
{
    /// <summary>The geometry of one fit: that of <see cref="FitGeometry"/> for the picture once it is upright.</summary>
    public static FrameGeometry Of(int frameWidth, int frameHeight, PictureOrientation orientation, int width, int height, FitMode fit)
    {
        if (!Enum.IsDefined(orientation))
            throw new ArgumentOutOfRangeException(nameof(orientation), orientation, "There is no such orientation.");
        var isTransposed = orientation >= PictureOrientation.LeftTop;
        var (uprightWidth, uprightHeight) = isTransposed ? (frameHeight, frameWidth) : (frameWidth, frameHeight);
        var (source, target) = FitGeometry.Of(uprightWidth, uprightHeight, width, height, fit);
        var across = (source.X, source.Width, target.Width);
        var down = (source.Y, source.Height, target.Height);
        return new FrameGeometry(
            Axis(frameWidth, isTransposed ? down : across, orientation is PictureOrientation.TopRight or PictureOrientation.BottomRight or PictureOrientation.RightBottom or PictureOrientation.LeftBottom),
            Axis(frameHeight, isTransposed ? across : down, orientation is PictureOrientation.BottomRight or PictureOrientation.BottomLeft or PictureOrientation.RightTop or PictureOrientation.RightBottom),
            isTransposed,
            target);
    }

    private static FrameAxis Axis(int side, (int Start, int Length, int Target) upright, bool isReversed) =>
        new(isReversed ? side - upright.Start - upright.Length : upright.Start, upright.Length, upright.Target, isReversed);
}
