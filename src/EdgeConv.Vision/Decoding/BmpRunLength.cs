namespace EdgeConv.Vision.Decoding;

/// <summary>The run-length codes of 8- and 4-bit bitmaps ("Bitmap Compression" in Microsoft's GDI documentation).</summary>
/// <remarks>
/// A pair (n, v) with n > 0 is a run of n pixels: v for 8 bits, the two halves of v in turn for 4. (0, 0) ends a row, (0, 1) the picture;
/// (0, 2) moves right and up by the two bytes that follow; (0, n) is followed by n pixels, padded to 16 bits. Pixels never
/// written have colour 0.
/// </remarks>
internal static class BmpRunLength
{
    // A run packs 255 pixels into two bytes, so only a picture that is mostly skipped holds more; a small one may be.
    private const int PixelsPerByte = 128;
    private const int SkippedPixelsAllowed = 1 << 20;

    public static Picture Decode(BmpHeader header, ReadOnlySpan<byte> file)
    {
        var codeBytes = file.Length - header.PixelOffset;
        if ((long)header.Width * header.Height > SkippedPixelsAllowed + (long)codeBytes * PixelsPerByte)
            throw new PictureFormatException(
                BmpDecoder.Name,
                $"{codeBytes} bytes of runs are too few for {header.Width}x{header.Height} pixels: the file is cut short",
                header.PixelOffset,
                "Fetch it again.");

        var picture = new Picture(header.Width, header.Height);
        Clear(picture, BmpDecoder.Colour(header, 0));

        var half = header.BitsPerPixel == 4;
        var cursor = new ByteCursor(BmpDecoder.Name, file, header.PixelOffset);
        var (x, y) = (0, 0);
        while (true)
        {
            // A file may end with its last row: the end mark is then missing, and nothing else.
            if (cursor.Position == file.Length && (y == header.Height || (y == header.Height - 1 && x == header.Width)))
                return picture;

            var at = cursor.Position;
            var (count, value) = (cursor.Byte(), cursor.Byte());
            switch (count, value)
            {
                case (0, 0):
                    (x, y) = (0, y + 1);
                    break;
                case (0, 1):
                    return picture;
                case (0, 2):
                    (x, y) = (x + cursor.Byte(), y + cursor.Byte());
                    if (x > header.Width || y > header.Height)
                        throw new PictureFormatException(BmpDecoder.Name, $"a jump to column {x} of row {y} leaves the picture", at);
                    break;
                case (0, _):
                    var bytes = half ? (value + 1) / 2 : value;
                    var literal = cursor.Take(bytes);
                    if (bytes % 2 != 0 && cursor.Position < file.Length)
                        cursor.Take(1);
                    Write(header, picture, x, y, value, literal, half, at);
                    x += value;
                    break;
                default:
                    Write(header, picture, x, y, count, [value], half, at);
                    x += count;
                    break;
            }
        }
    }

    /// <summary>Writes <paramref name="count"/> pixels, starting over in <paramref name="values"/> when they are fewer.</summary>
    private static void Write(BmpHeader header, Picture picture, int x, int y, int count, ReadOnlySpan<byte> values, bool half, int offset)
    {
        if (y >= header.Height || x + count > header.Width)
            throw new PictureFormatException(BmpDecoder.Name, $"a run of {count} pixels at column {x} of row {y} leaves the picture", offset);

        var row = picture.Row(header.Height - 1 - y);
        var available = half ? 2 * values.Length : values.Length;
        for (var i = 0; i < count; i++)
        {
            var from = i % available;
            var index = half ? (values[from / 2] >> (from % 2 == 0 ? 4 : 0)) & 15 : values[from];
            BmpDecoder.Colour(header, index).CopyTo(row[((x + i) * Picture.BytesPerPixel)..]);
        }
    }

    private static void Clear(Picture picture, ReadOnlySpan<byte> colour)
    {
        for (var i = 0; i < picture.Pixels.Length; i += Picture.BytesPerPixel)
            colour.CopyTo(picture.Pixels.AsSpan(i));
    }
}
