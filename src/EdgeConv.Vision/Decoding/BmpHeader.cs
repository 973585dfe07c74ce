namespace EdgeConv.Vision.Decoding;

internal enum BmpCompression
{
    None = 0,
    RunLength8 = 1,
    RunLength4 = 2,
    BitFields = 3,
    Jpeg = 4,
    Png = 5,
    AlphaBitFields = 6,
}

/// <summary>
/// The headers of a Windows bitmap: BITMAPFILEHEADER, then BITMAPCOREHEADER (12 bytes), BITMAPINFOHEADER (40, or 52 and 56 with masks),
/// BITMAPV4HEADER (108) or BITMAPV5HEADER (124), told apart by their own length.
/// </summary>
internal sealed record BmpHeader
{
    private const int FileHeaderBytes = 14;
    private const int CoreHeaderBytes = 12;
    private const int InfoHeaderBytes = 40;

    public required int Width { get; init; }

    public required int Height { get; init; }

    /// <summary>Rows are stored from the top; the format's habit is from the bottom.</summary>
    public required bool TopDown { get; init; }

    public required int BitsPerPixel { get; init; }

    public required BmpCompression Compression { get; init; }

    /// <summary>Where the pixels begin.</summary>
    public required int PixelOffset { get; init; }

    /// <summary>Three bytes a colour, red first; empty above 8 bits a pixel.</summary>
    public required byte[] Palette { get; init; }

    /// <summary>Which bits of a 16- or 32-bit pixel are red, green, blue, alpha.</summary>
    public required (uint Red, uint Green, uint Blue, uint Alpha) Masks { get; init; }

    /// <summary>Bytes from row to row: a multiple of four.</summary>
    public long Stride => ((long)Width * BitsPerPixel + 31) / 32 * 4;

    /// <summary>Bytes of a row without the filling.</summary>
    public long RowBytes => ((long)Width * BitsPerPixel + 7) / 8;

    public static BmpHeader Read(ReadOnlySpan<byte> file, int maxPixels)
    {
        var cursor = new ByteCursor(BmpDecoder.Name, file, 10);
        var pixelOffset = cursor.UInt32();
        var headerBytes = cursor.UInt32();
        if (headerBytes is not (CoreHeaderBytes or InfoHeaderBytes or 52 or 56 or 108 or 124))
            throw new PictureFormatException(
                BmpDecoder.Name,
                $"a header of {headerBytes} bytes is not known, only 12, 40, 52, 56, 108 and 124",
                FileHeaderBytes);

        var isCore = headerBytes == CoreHeaderBytes;
        long width = isCore ? cursor.UInt16() : cursor.Int32();
        long height = isCore ? cursor.UInt16() : cursor.Int32();
        PictureSize.Check(BmpDecoder.Name, width, Math.Abs(height), maxPixels, FileHeaderBytes + 4);
        cursor.UInt16();
        var bits = cursor.UInt16();
        var compression = BmpCompression.None;
        var colours = 0u;
        if (!isCore)
        {
            compression = (BmpCompression)cursor.UInt32();
            cursor.Take(12);
            colours = cursor.UInt32();
            cursor.Take(4);
        }

        CheckLayout(bits, compression, topDown: height < 0);
        var masks = ReadMasks(ref cursor, compression, bits, headerBytes);
        var palettePosition = Math.Max(cursor.Position, FileHeaderBytes + (int)headerBytes);
        if (pixelOffset < palettePosition || pixelOffset > file.Length)
            throw new PictureFormatException(
                BmpDecoder.Name,
                $"the pixels are said to begin at byte {pixelOffset}: the file has {file.Length}, its headers {palettePosition}",
                10);

        return new BmpHeader
        {
            Width = (int)width,
            Height = (int)Math.Abs(height),
            TopDown = height < 0,
            BitsPerPixel = bits,
            Compression = compression,
            PixelOffset = (int)pixelOffset,
            Palette = bits <= 8 ? ReadPalette(file[palettePosition..(int)pixelOffset], bits, colours, isCore ? 3 : 4) : [],
            Masks = masks,
        };
    }

    private static void CheckLayout(int bits, BmpCompression compression, bool topDown)
    {
        if (compression is BmpCompression.Jpeg or BmpCompression.Png)
            throw new PictureFormatException(BmpDecoder.Name, "a JPEG or PNG inside a BMP, made for printers, is not supported", 30);
        var legal = compression switch
        {
            BmpCompression.None => bits is 1 or 4 or 8 or 16 or 24 or 32,
            BmpCompression.RunLength8 => bits == 8,
            BmpCompression.RunLength4 => bits == 4,
            BmpCompression.BitFields or BmpCompression.AlphaBitFields => bits is 16 or 32,
            _ => false,
        };
        if (!legal)
            throw new PictureFormatException(BmpDecoder.Name, $"{bits} bits a pixel with compression {(uint)compression} does not exist", 28);
        if (topDown && compression is BmpCompression.RunLength4 or BmpCompression.RunLength8)
            throw new PictureFormatException(BmpDecoder.Name, "run-length compression with rows from the top does not exist", 22);
    }

    private static (uint Red, uint Green, uint Blue, uint Alpha) ReadMasks(ref ByteCursor cursor, BmpCompression compression, int bits, uint headerBytes)
    {
        if (compression is not (BmpCompression.BitFields or BmpCompression.AlphaBitFields))
            return bits == 16 ? (0x7C00u, 0x03E0u, 0x001Fu, 0u) : (0xFF0000u, 0x00FF00u, 0x0000FFu, 0u);

        var (red, green, blue) = (cursor.UInt32(), cursor.UInt32(), cursor.UInt32());
        var hasAlpha = headerBytes >= 56 || (headerBytes == InfoHeaderBytes && compression == BmpCompression.AlphaBitFields);
        var alpha = hasAlpha ? cursor.UInt32() : 0;
        return (red, green, blue, alpha);
    }

    private static byte[] ReadPalette(ReadOnlySpan<byte> stored, int bits, uint colours, int entryBytes)
    {
        var most = 1 << bits;
        var count = (int)Math.Min(colours == 0 ? (uint)most : colours, (uint)Math.Min(most, stored.Length / entryBytes));
        if (count == 0)
            throw new PictureFormatException(BmpDecoder.Name, "the pixels are palette indices and there is no palette");

        var palette = new byte[count * Picture.BytesPerPixel];
        for (var i = 0; i < count; i++)
        {
            var entry = stored.Slice(i * entryBytes, 3);
            (palette[3 * i], palette[3 * i + 1], palette[3 * i + 2]) = (entry[2], entry[1], entry[0]);
        }

        return palette;
    }
}
