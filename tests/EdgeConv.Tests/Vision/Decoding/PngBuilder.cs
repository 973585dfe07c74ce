using System.IO.Compression;

namespace EdgeConv.Tests.Vision.Decoding;

/// <summary>Makes PNG files of every kind from a function that gives the samples of a pixel. Row filters take turns.</summary>
internal sealed class PngBuilder
{
    public static readonly byte[] Signature = [137, 80, 78, 71, 13, 10, 26, 10];

    public int Width { get; init; } = 5;

    public int Height { get; init; } = 4;

    public int Depth { get; init; } = 8;

    public int ColourType { get; init; } = 2;

    public bool Interlaced { get; init; }

    public byte[]? Palette { get; init; }

    public byte[]? Transparency { get; init; }

    public byte[]? Exif { get; init; }

    /// <summary>Bytes of an IDAT chunk at most.</summary>
    public int ChunkBytes { get; init; } = 50;

    public required Func<int, int, int[]> Sample { get; init; }

    public static byte[] Chunk(string type, params byte[] contents)
    {
        var named = new Bytes().Text(type).Add(contents).ToArray();
        return new Bytes().Big32((uint)contents.Length).Add(named).Big32(Crc(named)).ToArray();
    }

    public static byte[] Header(uint width, uint height, int depth, int colourType, int interlace = 0) =>
        Chunk("IHDR", new Bytes().Big32(width).Big32(height).Add((byte)depth, (byte)colourType, 0, 0, (byte)interlace).ToArray());

    public static byte[] Compress(params byte[] raw)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(raw);
        return compressed.ToArray();
    }

    // Bit by bit, so that it shares nothing with the code under test.
    public static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }

    public byte[] Build()
    {
        var file = new Bytes().Add(Signature).Add(Header((uint)Width, (uint)Height, Depth, ColourType, Interlaced ? 1 : 0));
        file.Add(Chunk("tEXt", [.. "Comment\0made for a test".Select(letter => (byte)letter)]));
        if (Palette is not null)
            file.Add(Chunk("PLTE", Palette));
        if (Transparency is not null)
            file.Add(Chunk("tRNS", Transparency));
        if (Exif is not null)
            file.Add(Chunk("eXIf", Exif));
        foreach (var part in Compress(RawRows()).Chunk(ChunkBytes))
            file.Add(Chunk("IDAT", part));
        return file.Add(Chunk("IEND")).ToArray();
    }

    private byte[] RawRows()
    {
        var raw = new List<byte>();
        (int X, int Y, int StepX, int StepY)[] passes = Interlaced
            ? [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
            : [(0, 0, 1, 1)];
        foreach (var pass in passes)
        {
            byte[]? above = null;
            for (var y = pass.Y; y < Height && pass.X < Width; y += pass.StepY)
            {
                var row = PackRow(y, pass.X, pass.StepX);
                above ??= new byte[row.Length];
                var filter = (y / pass.StepY) % 5;
                raw.Add((byte)filter);
                raw.AddRange(Filter(filter, row, above));
                above = row;
            }
        }

        return [.. raw];
    }

    private byte[] PackRow(int y, int firstX, int stepX)
    {
        var bits = new List<bool>();
        for (var x = firstX; x < Width; x += stepX)
        {
            foreach (var sample in Sample(x, y))
            {
                for (var bit = Depth - 1; bit >= 0; bit--)
                    bits.Add((sample >> bit & 1) != 0);
            }
        }

        var row = new byte[(bits.Count + 7) / 8];
        for (var i = 0; i < bits.Count; i++)
            row[i / 8] |= (byte)(bits[i] ? 0x80 >> (i % 8) : 0);
        return row;
    }

    private byte[] Filter(int filter, byte[] row, byte[] above)
    {
        var channels = ColourType switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };
        var distance = Math.Max(1, channels * Depth / 8);
        var filtered = new byte[row.Length];
        for (var i = 0; i < row.Length; i++)
        {
            int left = i < distance ? 0 : row[i - distance], up = above[i], corner = i < distance ? 0 : above[i - distance];
            var prediction = filter switch
            {
                1 => left,
                2 => up,
                3 => (left + up) / 2,
                4 => new[] { left, up, corner }.MinBy(candidate => Math.Abs(left + up - corner - candidate)),
                _ => 0,
            };
            filtered[i] = (byte)(row[i] - prediction);
        }

        return filtered;
    }
}
