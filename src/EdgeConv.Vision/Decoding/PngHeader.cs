using System.Buffers.Binary;

namespace EdgeConv.Vision.Decoding;

internal enum PngColour
{
    Grey = 0,
    Rgb = 2,
    Indexed = 3,
    GreyAlpha = 4,
    RgbAlpha = 6,
}

/// <summary>The IHDR chunk (PNG specification, 11.2.2).</summary>
internal readonly record struct PngHeader(int Width, int Height, int Depth, PngColour Colour, bool Interlaced)
{
    private const int ByteCount = 13;

    public int Channels => Colour switch
    {
        PngColour.Rgb => 3,
        PngColour.GreyAlpha => 2,
        PngColour.RgbAlpha => 4,
        _ => 1,
    };

    /// <summary>The distance, in bytes, that the row filters look back: one pixel, at least one byte.</summary>
    public int FilterDistance => Math.Max(1, Channels * Depth / 8);

    /// <summary>Bytes of a row of <paramref name="width"/> pixels, without its filter byte.</summary>
    public long RowBytes(int width) => ((long)width * Channels * Depth + 7) / 8;

    public static PngHeader Read(ReadOnlySpan<byte> chunk, int offset, int maxPixels)
    {
        if (chunk.Length != ByteCount)
            throw new PictureFormatException(PngDecoder.Name, $"chunk IHDR has {chunk.Length} bytes, not {ByteCount}", offset);

        var width = BinaryPrimitives.ReadUInt32BigEndian(chunk);
        var height = BinaryPrimitives.ReadUInt32BigEndian(chunk[4..]);
        PictureSize.Check(PngDecoder.Name, width, height, maxPixels, offset);

        var (depth, colour) = (chunk[8], (PngColour)chunk[9]);
        var depthIsLegal = colour switch
        {
            PngColour.Grey => depth is 1 or 2 or 4 or 8 or 16,
            PngColour.Indexed => depth is 1 or 2 or 4 or 8,
            PngColour.Rgb or PngColour.GreyAlpha or PngColour.RgbAlpha => depth is 8 or 16,
            _ => false,
        };
        if (!depthIsLegal)
            throw new PictureFormatException(PngDecoder.Name, $"colour type {chunk[9]} with {depth} bits a sample does not exist", offset + 8);
        if (chunk[10] != 0 || chunk[11] != 0)
            throw new PictureFormatException(
                PngDecoder.Name,
                $"compression {chunk[10]} and filter method {chunk[11]} are not known, only 0 and 0",
                offset + 10);
        if (chunk[12] > 1)
            throw new PictureFormatException(PngDecoder.Name, $"interlace method {chunk[12]} is not known, only 0 and 1", offset + 12);
        return new PngHeader((int)width, (int)height, depth, colour, chunk[12] == 1);
    }
}
