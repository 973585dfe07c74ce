namespace EdgeConv.Vision.Decoding;

/// <summary>Tells a picture's format by its first bytes.</summary>
internal static class PictureSignature
{
    /// <summary>The bytes needed to tell every format that is known by name.</summary>
    public const int Length = 16;

    private const string Convert = "Convert it to PNG or JPEG first.";

    /// <exception cref="PictureFormatException">The format is not supported or not known, or there are no bytes at all.</exception>
    public static PictureFormat Identify(ReadOnlySpan<byte> file)
    {
        if (file.IsEmpty)
            throw new PictureFormatException("Picture", "the file is empty", advice: "Fetch or record it again.");
        if (file.StartsWith(PngDecoder.Signature))
            return PictureFormat.Png;
        if (file.StartsWith(JpegMarkers.Signature))
            return PictureFormat.Jpeg;
        if (file.StartsWith("BM"u8))
            return PictureFormat.Bmp;
        if (file.Length >= 3 && file[0] == 'P' && file[1] is >= (byte)'1' and <= (byte)'6' && (PnmTokens.IsSpace(file[2]) || file[2] == '#'))
            return PictureFormat.Pnm;

        if (NameOfUnsupported(file) is { } name)
            throw new PictureFormatException(name, "this format is not supported", advice: Convert);
        var start = System.Convert.ToHexString(file[..Math.Min(file.Length, 8)]);
        throw new PictureFormatException("Picture", $"the file begins with {start}, which is not PNG, JPEG, BMP or PNM", advice: Convert);
    }

    private static string? NameOfUnsupported(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith("GIF8"u8))
            return "GIF";
        if (file.StartsWith("RIFF"u8) && file.Length >= 12 && file[8..12].SequenceEqual("WEBP"u8))
            return "WebP";
        if (file.StartsWith("II*\0"u8) || file.StartsWith("MM\0*"u8))
            return "TIFF";
        if (file.Length >= 12 && file[4..8].SequenceEqual("ftyp"u8))
            return file[8..12].StartsWith("avi"u8) ? "AVIF" : "HEIC";
        if (file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0x0A]) || file.StartsWith((ReadOnlySpan<byte>)[0, 0, 0, 12, (byte)'J', (byte)'X', (byte)'L', (byte)' ']))
            return "JPEG XL";
        if (file.StartsWith("P7\n"u8))
            return "PAM";
        if (file.StartsWith("8BPS"u8))
            return "Photoshop";
        if (file.StartsWith("%PDF"u8))
            return "PDF";
        return file.StartsWith("<svg"u8) || file.StartsWith("<?xml"u8) ? "SVG" : null;
    }
}
