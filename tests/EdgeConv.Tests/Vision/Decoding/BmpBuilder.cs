namespace EdgeConv.Tests.Vision.Decoding;

/// <summary>Makes BMP files of every kind.</summary>
internal sealed class BmpBuilder
{
    public int Width { get; init; } = 5;

    public int Height { get; init; } = 4;

    public bool TopDown { get; init; }

    public int Bits { get; init; } = 24;

    public int HeaderBytes { get; init; } = 40;

    public uint Compression { get; init; }

    /// <summary>Red, green, blue a colour.</summary>
    public byte[] Palette { get; init; } = [];

    public uint[] Masks { get; init; } = [];

    public uint ColoursUsed { get; init; }

    /// <summary>The value of a pixel: an index, or its bits.</summary>
    public Func<int, int, uint> Pixel { get; init; } = (_, _) => 0;

    /// <summary>Takes the place of the rows when pixels are compressed.</summary>
    public byte[]? Code { get; init; }

    public byte[] Build()
    {
        var isCore = HeaderBytes == 12;
        var header = new Bytes().Little32((uint)HeaderBytes);
        if (isCore)
        {
            header.Little16(Width).Little16(Height).Little16(1).Little16(Bits);
        }
        else
        {
            header.Little32((uint)Width).Little32((uint)(TopDown ? -Height : Height)).Little16(1).Little16(Bits);
            header.Little32(Compression).Little32(0).Little32(2835).Little32(2835).Little32(ColoursUsed).Little32(0);
            foreach (var mask in Masks)
                header.Little32(mask);
            while (header.Length < HeaderBytes)
                header.Add(0);
        }

        for (var i = 0; i < Palette.Length; i += 3)
        {
            header.Add(Palette[i + 2], Palette[i + 1], Palette[i]);
            if (!isCore)
                header.Add(0);
        }

        var pixels = Code ?? Rows();
        var offset = 14 + header.Length;
        return new Bytes().Text("BM").Little32((uint)(offset + pixels.Length)).Little32(0).Little32((uint)offset).Add(header.ToArray()).Add(pixels).ToArray();
    }

    private byte[] Rows()
    {
        var rows = new Bytes();
        for (var row = 0; row < Height; row++)
        {
            var y = TopDown ? row : Height - 1 - row;
            var start = rows.Length;
            if (Bits < 8)
            {
                var packed = new byte[(Width * Bits + 7) / 8];
                for (var x = 0; x < Width; x++)
                    packed[x * Bits / 8] |= (byte)(Pixel(x, y) << (8 - Bits - x * Bits % 8));
                rows.Add(packed);
            }
            else
            {
                for (var x = 0; x < Width; x++)
                {
                    for (var bit = 0; bit < Bits; bit += 8)
                        rows.Add((byte)(Pixel(x, y) >> bit));
                }
            }

            while ((rows.Length - start) % 4 != 0)
                rows.Add(0xEE);
        }

        return rows.ToArray();
    }
}
