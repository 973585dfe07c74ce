using System.Runtime.InteropServices;

namespace EdgeConv.Vision.Decoding;

/// <summary>JPEG through libturbojpeg: grey, YCbCr, RGB, CMYK and YCCK; baseline and progressive; 8 bits.</summary>
/// <remarks>
/// The slow and accurate inverse DCT is used, which gives the same pixels on every CPU. What libturbojpeg merely warns of (data that end
/// early, codes that do not exist) is an error here.
/// </remarks>
internal static class JpegDecoder
{
    public const string Name = "JPEG";

    // A unit of at most 32x32 pixels takes one bit at least, in every file that is not coded arithmetically.
    private const int MaxPixelsPerByte = 8 * 32 * 32;

    public static Picture Decode(ReadOnlySpan<byte> file, int maxPixels)
    {
        var markers = JpegMarkers.Read(file);
        using var handle = TurboJpegHandle.Open();
        ref readonly var bytes = ref MemoryMarshal.GetReference(file);
        if (TurboJpeg.DecompressHeader(handle, in bytes, new CULong((uint)file.Length), out var width, out var height, out _, out var colours) != 0)
            throw Problem(handle);

        PictureSize.Check(Name, width, height, maxPixels);
        if (!markers.IsArithmetic && (long)width * height > (long)file.Length * MaxPixelsPerByte)
            throw new PictureFormatException(
                Name,
                $"{file.Length} bytes are too few for {width}x{height} pixels: the file is cut short",
                advice: "Fetch it again.");

        var picture = new Picture(width, height);
        if (colours is TurboJpeg.ColoursCmyk or TurboJpeg.ColoursYcck)
        {
            PictureSize.Check(Name, width, height, Math.Min(maxPixels, Array.MaxLength / 4));
            var inks = new byte[4 * width * height];
            Decompress(handle, file, inks, picture, 4, TurboJpeg.PixelsCmyk);
            FromInks(inks, picture.Pixels, inverted: markers.FromAdobe);
        }
        else
        {
            Decompress(handle, file, picture.Pixels, picture, Picture.BytesPerPixel, TurboJpeg.PixelsRgb);
        }

        return picture.Upright(markers.Orientation);
    }

    private static void Decompress(TurboJpegHandle handle, ReadOnlySpan<byte> file, byte[] target, Picture picture, int bytesPerPixel, int format)
    {
        const int Flags = TurboJpeg.AccurateDct | TurboJpeg.StopOnWarning | TurboJpeg.LimitScans;
        var status = TurboJpeg.Decompress(
            handle,
            in MemoryMarshal.GetReference(file),
            new CULong((uint)file.Length),
            ref MemoryMarshal.GetArrayDataReference(target),
            picture.Width,
            picture.Width * bytesPerPixel,
            picture.Height,
            format,
            Flags);
        if (status != 0)
            throw Problem(handle);
    }

    /// <summary>Light that four inks leave, each taking its part: <c>round((255 - c) * (255 - k) / 255)</c> for ink 0 to 255.</summary>
    private static void FromInks(ReadOnlySpan<byte> inks, Span<byte> rgb, bool inverted)
    {
        var flip = inverted ? 0 : 255;
        for (int from = 0, to = 0; to < rgb.Length; from += 4, to += Picture.BytesPerPixel)
        {
            var light = inks[from + 3] ^ flip;
            for (var channel = 0; channel < Picture.BytesPerPixel; channel++)
                rgb[to + channel] = (byte)(((inks[from + channel] ^ flip) * light + 127) / 255);
        }
    }

    private static PictureFormatException Problem(TurboJpegHandle handle) =>
        new(
            Name,
            $"the file is cut short or corrupt, or of a kind libturbojpeg does not read; it says \"{TurboJpeg.ErrorOf(handle)}\"",
            advice: "Fetch the file again, or save it anew with another program.");
}
