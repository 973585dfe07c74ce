namespace EdgeConv.Vision.Decoding;

/// <summary>The size a file claims, checked before memory is taken for it.</summary>
internal static class PictureSize
{
    /// <exception cref="PictureFormatException">A side is zero, or there are more than <paramref name="maxPixels"/> pixels.</exception>
    public static void Check(string format, long width, long height, int maxPixels, long? offset = null)
    {
        if (width < 1 || height < 1)
            throw new PictureFormatException(format, $"a picture of {width}x{height} pixels has nothing in it", offset);

        // Sides first: they are 32-bit at most, so the product cannot overflow, but a side alone can exceed an int.
        var limit = Math.Min(maxPixels, Array.MaxLength / Picture.BytesPerPixel);
        if (width > limit || height > limit || width * height > limit)
            throw new PictureFormatException(format, $"{width}x{height} pixels are more than the {limit} that are allowed", offset, "Scale the picture down first.");
    }
}
