using System.Buffers.Binary;

namespace EdgeConv.Vision.Decoding;

/// <summary>Windows bitmaps of 1, 4, 8, 16, 24 and 32 bits, with bit fields and both run-length codes.</summary>
/// <remarks>
/// The fourth byte of a 32-bit pixel is transparency only where a mask says so, and not when it is zero all over the picture: too many
/// programs write masks and leave the byte empty.
/// </remarks>
internal static class BmpDecoder
{
    public const string Name = "BMP";

    public static Picture Decode(ReadOnlySpan<byte> file, int maxPixels)
    {
        var header = BmpHeader.Read(file, maxPixels);
        var pixels = file[header.PixelOffset..];
        if (header.Compression is BmpCompression.RunLength8 or BmpCompression.RunLength4)
            return BmpRunLength.Decode(header, file);

        // Some programs leave the filling of the last row out.
        var needed = header.Stride * (header.Height - 1) + header.RowBytes;
        if (needed > pixels.Length)
            throw new PictureFormatException(
                Name,
                $"{header.Width}x{header.Height} pixels take {needed} bytes, the file has {pixels.Length} of them: it is cut short",
                header.PixelOffset,
                "Fetch it again.");

        return header.BitsPerPixel switch
        {
            <= 8 => DecodeIndices(header, pixels),
            24 => DecodeBytes(header, pixels),
            _ => DecodeMasked(header, pixels),
        };
    }

    private static ReadOnlySpan<byte> StoredRow(BmpHeader header, ReadOnlySpan<byte> pixels, int y)
    {
        var stored = header.TopDown ? y : header.Height - 1 - y;
        return pixels.Slice((int)(stored * header.Stride), (int)header.RowBytes);
    }

    private static Picture DecodeIndices(BmpHeader header, ReadOnlySpan<byte> pixels)
    {
        var picture = new Picture(header.Width, header.Height);
        var (bits, mask) = (header.BitsPerPixel, (1 << header.BitsPerPixel) - 1);
        for (var y = 0; y < header.Height; y++)
        {
            var stored = StoredRow(header, pixels, y);
            var row = picture.Row(y);
            for (int to = 0, bit = 0; to < row.Length; to += Picture.BytesPerPixel, bit += bits)
                Colour(header, (stored[bit >> 3] >> (8 - bits - (bit & 7))) & mask).CopyTo(row[to..]);
        }

        return picture;
    }

    /// <summary>The RGB of a palette index.</summary>
    /// <exception cref="PictureFormatException">The palette is shorter.</exception>
    public static ReadOnlySpan<byte> Colour(BmpHeader header, int index)
    {
        var palette = header.Palette;
        if ((index + 1) * Picture.BytesPerPixel > palette.Length)
            throw new PictureFormatException(Name, $"a pixel has colour {index} of a palette of {palette.Length / Picture.BytesPerPixel}");
        return palette.AsSpan(index * Picture.BytesPerPixel, Picture.BytesPerPixel);
    }

    private static Picture DecodeBytes(BmpHeader header, ReadOnlySpan<byte> pixels)
    {
        var picture = new Picture(header.Width, header.Height);
        for (var y = 0; y < header.Height; y++)
        {
            var row = picture.Row(y);
            var stored = StoredRow(header, pixels, y)[..row.Length];
            for (var i = 0; i + 2 < row.Length; i += Picture.BytesPerPixel)
                (row[i], row[i + 1], row[i + 2]) = (stored[i + 2], stored[i + 1], stored[i]);
        }

        return picture;
    }

    private static Picture DecodeMasked(BmpHeader header, ReadOnlySpan<byte> pixels)
    {
        var bits = header.BitsPerPixel;
        var (red, green, blue) = (new BmpChannel(header.Masks.Red, bits), new BmpChannel(header.Masks.Green, bits), new BmpChannel(header.Masks.Blue, bits));
        var alpha = new BmpChannel(header.Masks.Alpha, bits);
        var blends = alpha.Exists && HasAnyAlpha(header, pixels);

        var picture = new Picture(header.Width, header.Height);
        for (var y = 0; y < header.Height; y++)
        {
            var stored = StoredRow(header, pixels, y);
            var row = picture.Row(y);
            for (var x = 0; x < header.Width; x++)
            {
                var pixel = Pixel(stored, x, bits);
                var opacity = blends ? alpha.Of(pixel) : byte.MaxValue;
                var to = row.Slice(x * Picture.BytesPerPixel, Picture.BytesPerPixel);
                to[0] = Samples.OnWhite(red.Of(pixel), opacity);
                to[1] = Samples.OnWhite(green.Of(pixel), opacity);
                to[2] = Samples.OnWhite(blue.Of(pixel), opacity);
            }
        }

        return picture;
    }

    private static bool HasAnyAlpha(BmpHeader header, ReadOnlySpan<byte> pixels)
    {
        for (var y = 0; y < header.Height; y++)
        {
            var stored = StoredRow(header, pixels, y);
            for (var x = 0; x < header.Width; x++)
            {
                if ((Pixel(stored, x, header.BitsPerPixel) & header.Masks.Alpha) != 0)
                    return true;
            }
        }

        return false;
    }

    private static uint Pixel(ReadOnlySpan<byte> stored, int x, int bits) =>
        bits == 16 ? BinaryPrimitives.ReadUInt16LittleEndian(stored[(2 * x)..]) : BinaryPrimitives.ReadUInt32LittleEndian(stored[(4 * x)..]);
}
