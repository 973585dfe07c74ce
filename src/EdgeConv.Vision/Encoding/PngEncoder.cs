using System.Buffers.Binary;
using System.IO.Compression;

namespace EdgeConv.Vision.Encoding;

/// <summary>Writes pictures as PNG: 8-bit RGB, not interlaced.</summary>
public static class PngEncoder
{
    private const int MaxChunkBytes = 1 << 20;

    /// <summary>The picture as the bytes of a PNG file.</summary>
    public static byte[] Encode(Picture picture)
    {
        using var file = new MemoryStream();
        Write(picture, file);
        return file.ToArray();
    }

    /// <summary>Writes a PNG file, replacing one of that name.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(Picture picture, string path)
    {
        ArgumentNullException.ThrowIfNull(picture);
        using var file = File.Create(path);
        Write(picture, file);
    }

    /// <summary>Writes a PNG file to a stream, which stays open.</summary>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public static void Write(Picture picture, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(Decoding.PngDecoder.Signature);

        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, picture.Width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], picture.Height);
        header[8] = 8;
        header[9] = (byte)Decoding.PngColour.Rgb;
        header[10..].Clear();
        WriteChunk(stream, "IHDR"u8, header);

        var compressed = Compress(picture);
        for (var at = 0; at < compressed.Length; at += MaxChunkBytes)
            WriteChunk(stream, "IDAT"u8, compressed.AsSpan(at, Math.Min(MaxChunkBytes, compressed.Length - at)));
        WriteChunk(stream, "IEND"u8, []);
    }

    private static byte[] Compress(Picture picture)
    {
        using var compressed = new MemoryStream();
        using (var rows = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            // Each row as the difference from the one above ("up", filter type 2): cheap, and smooth pictures shrink well.
            var line = new byte[1 + picture.Width * Picture.BytesPerPixel];
            line[0] = 2;
            for (var y = 0; y < picture.Height; y++)
            {
                var row = picture.Row(y);
                var above = y == 0 ? new byte[row.Length] : picture.Row(y - 1);
                for (var i = 0; i < row.Length; i++)
                    line[1 + i] = (byte)(row[i] - above[i]);
                rows.Write(line);
            }
        }

        return compressed.ToArray();
    }

    private static void WriteChunk(Stream stream, ReadOnlySpan<byte> type, ReadOnlySpan<byte> contents)
    {
        var chunk = new byte[12 + contents.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, contents.Length);
        type.CopyTo(chunk.AsSpan(4));
        contents.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + contents.Length), PngCrc.Compute(chunk.AsSpan(4, 4 + contents.Length)));
        stream.Write(chunk);
    }
}
