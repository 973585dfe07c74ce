namespace EdgeConv.Vision.Resizing;

/// <summary>Which part of a source picture lands where in the target.</summary>
/// <param name="Source">In source pixels.</param>
/// <param name="Target">In target pixels; what lies outside is border.</param>
public readonly record struct FitGeometry(PixelWindow Source, PixelWindow Target)
{
    /// <summary>The windows of one fit. Sides are rounded to the nearest pixel, halves up, and are at least 1; an odd rest goes right and below.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A side is below 1, or the mode is unknown.</exception>
    public static FitGeometry Of(int sourceWidth, int sourceHeight, int width, int height, FitMode mode)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sourceWidth, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(sourceHeight, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);

        var source = new PixelWindow(0, 0, sourceWidth, sourceHeight);
        var target = new PixelWindow(0, 0, width, height);
        return mode switch
        {
            FitMode.Stretch => new FitGeometry(source, target),
            FitMode.Crop => new FitGeometry(Inscribed(source, target), target),
            FitMode.Letterbox => new FitGeometry(source, Inscribed(target, source)),
            _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "There is no such fit."),
        };
    }

    /// <summary>The largest centred window of <paramref name="frame"/> with the side ratio of <paramref name="shape"/>.</summary>
    private static PixelWindow Inscribed(PixelWindow frame, PixelWindow shape)
    {
        var (width, height) = (frame.Width, frame.Height);
        if ((long)width * shape.Height > (long)height * shape.Width)
            width = Scale(height, shape.Width, shape.Height);
        else
            height = Scale(width, shape.Height, shape.Width);
        return new PixelWindow((frame.Width - width) / 2, (frame.Height - height) / 2, width, height);
    }

    private static int Scale(int length, int numerator, int denominator) =>
        (int)Math.Max(1, (2L * length * numerator + denominator) / (2L * denominator));
}
