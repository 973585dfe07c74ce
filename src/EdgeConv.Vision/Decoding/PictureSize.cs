namespace EdgeConv.Vision.Decoding;

/// <summary>The size a file claims, checked before memory is taken for it.</summary>
internal static class PictureSize
{
    /// <exception cref="PictureFormatException">A side is zero or too long, or there are more than <paramref name="maxPixels"/> pixels.</exception>
    public static void Check(string format, long width, long height, int maxPixels, long? offset = null)
    {
        if (width < 1 || height < 1)
            throw new PictureFormatException(format, $"a picture of {width}x{height} pixels has nothing in it", offset);

        if (width > Picture.MaxSide || height > Picture.MaxSide)
            throw new PictureFormatException(
                format,
                $"a side of {Math.Max(width, height)} pixels is longer than the {Picture.MaxSide} that are allowed",
                offset);

        var limit = Math.Min(maxPixels, Array.MaxLength / Picture.BytesPerPixel);
        if (width * height > limit)
            throw new PictureFormatException(
                format,
                $"{width}x{height} pixels are more than the {limit} that are allowed",
                offset,
                "Scale the picture down first.");
    }
}
