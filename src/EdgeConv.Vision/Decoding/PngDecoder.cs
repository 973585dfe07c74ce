using System.IO.Compression;

namespace EdgeConv.Vision.Decoding;

/// <summary>Portable Network Graphics, third edition: every colour type and depth, palettes, transparency, Adam7, EXIF orientation.</summary>
internal static class PngDecoder
{
    public const string Name = "PNG";

    // DEFLATE cannot shrink further: a match of 258 bytes takes two bits at least.
    private const int MaxCompression = 1032;

    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static Picture Decode(ReadOnlySpan<byte> file, int maxPixels)
    {
        var parts = PngParts.Read(file, maxPixels);
        var header = parts.Header;
        if (PngPass.TotalBytes(header) > (long)parts.Compressed.Length * MaxCompression)
            throw CutShort(parts.Compressed.Length, header);

        var colours = new PngColours(header, parts.Palette, parts.Transparency);
        var picture = new Picture(header.Width, header.Height);
        try
        {
            using var compressed = new MemoryStream(parts.Compressed);
            using var rows = new ZLibStream(compressed, CompressionMode.Decompress);
            foreach (var pass in PngPass.Of(header))
                ReadPass(pass, rows, parts, colours, picture);

            // Reading on to the end of the stream is what makes zlib compare its checksum.
            rows.ReadByte();
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException)
        {
            throw new PictureFormatException(Name, "the compressed pixels are corrupt", parts.FirstPixelOffset, "Fetch the file again.");
        }

        return picture.Upright(ExifOrientation.Read(parts.Exif));
    }

    private static void ReadPass(PngPass pass, ZLibStream rows, PngParts parts, PngColours colours, Picture picture)
    {
        var header = parts.Header;
        var columns = pass.Columns(header.Width);
        if (columns <= 0)
            return;

        var rowBytes = (int)header.RowBytes(columns);
        var (current, above) = (new byte[1 + rowBytes], new byte[1 + rowBytes]);
        var scattered = pass.StepX == 1 ? [] : new byte[columns * Picture.BytesPerPixel];
        for (var y = pass.Y; y < header.Height; y += pass.StepY)
        {
            if (rows.ReadAtLeast(current, current.Length, throwOnEndOfStream: false) < current.Length)
                throw CutShort(parts.Compressed.Length, header);
            if (!PngFilter.Undo(current[0], current.AsSpan(1), above.AsSpan(1), header.FilterDistance))
                throw new PictureFormatException(Name, $"row {y} has filter {current[0]}, which does not exist");

            var target = picture.Row(y);
            if (pass.StepX == 1)
            {
                colours.Convert(current.AsSpan(1), target);
            }
            else
            {
                colours.Convert(current.AsSpan(1), scattered);
                for (var i = 0; i < columns; i++)
                {
                    var pixel = scattered.AsSpan(i * Picture.BytesPerPixel, Picture.BytesPerPixel);
                    pixel.CopyTo(target[((pass.X + i * pass.StepX) * Picture.BytesPerPixel)..]);
                }
            }

            (current, above) = (above, current);
        }
    }

    private static PictureFormatException CutShort(int compressed, PngHeader header) =>
        new(Name, $"{compressed} bytes of compressed pixels are too few for {header.Width}x{header.Height}: the file is cut short", advice: "Fetch it again.");
}
