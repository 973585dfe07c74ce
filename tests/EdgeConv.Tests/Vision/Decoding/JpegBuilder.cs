namespace EdgeConv.Tests.Vision.Decoding;

/// <summary>
/// Makes baseline JPEG files of 8x8 blocks in one colour each. With a quantization of 1 a block's mean is coded exactly,
/// so a decoder has to give these very values back.
/// </summary>
internal sealed class JpegBuilder
{
    /// <summary>Blocks across.</summary>
    public int Columns { get; init; } = 3;

    /// <summary>Blocks down.</summary>
    public int Rows { get; init; } = 2;

    /// <summary>1: grey, 3: colour, 4: inks.</summary>
    public int Components { get; init; } = 1;

    /// <summary>Adds an Adobe segment that says the components are stored untransformed: RGB, or inverted CMYK.</summary>
    public bool FromAdobe { get; init; }

    public byte[]? Exif { get; init; }

    /// <summary>Width and height cut off from the last blocks.</summary>
    public int Cut { get; init; }

    /// <summary>The components of a block.</summary>
    public required Func<int, int, byte[]> Block { get; init; }

    public byte[] Build()
    {
        var file = new Bytes().Add(0xFF, 0xD8);
        if (FromAdobe)
            Segment(0xEE, new Bytes().Text("Adobe").Big16(100).Big32(0).Add(0));
        if (Exif is not null)
            Segment(0xE1, new Bytes().Text("Exif\0\0").Add(Exif));

        var ones = new byte[64];
        ones.AsSpan().Fill(1);
        Segment(0xDB, new Bytes().Add(0).Add(ones));

        var frame = new Bytes().Add(8).Big16(8 * Rows - Cut).Big16(8 * Columns - Cut).Add((byte)Components);
        for (var i = 1; i <= Components; i++)
            frame.Add((byte)i, 0x11, 0);
        Segment(0xC0, frame);

        // Twelve sizes of differences, four bits each; in the second table only "end of block", one bit.
        Segment(0xC4, new Bytes().Add(0).Add(0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0).Add(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
        Segment(0xC4, new Bytes().Add(0x10).Add(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0).Add(0));

        var scan = new Bytes().Add((byte)Components);
        for (var i = 1; i <= Components; i++)
            scan.Add((byte)i, 0);
        Segment(0xDA, scan.Add(0, 63, 0));
        return file.Add(Blocks()).Add(0xFF, 0xD9).ToArray();

        void Segment(byte marker, Bytes contents) => file.Add(0xFF, marker).Big16(contents.Length + 2).Add(contents.ToArray());
    }

    private byte[] Blocks()
    {
        var bits = new List<bool>();
        var last = new int[Components];
        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < Columns; column++)
            {
                var values = Block(column, row);
                for (var i = 0; i < Components; i++)
                {
                    var mean = 8 * (values[i] - 128);
                    var difference = mean - last[i];
                    last[i] = mean;
                    var size = 32 - System.Numerics.BitOperations.LeadingZeroCount((uint)Math.Abs(difference));
                    Put(size, 4);
                    Put(difference < 0 ? difference + (1 << size) - 1 : difference, size);
                    Put(0, 1);
                }
            }
        }

        while (bits.Count % 8 != 0)
            bits.Add(true);

        var bytes = new Bytes();
        foreach (var octet in bits.Chunk(8))
        {
            var value = octet.Aggregate(0, (sum, bit) => 2 * sum + (bit ? 1 : 0));
            bytes.Add((byte)value);
            if (value == 0xFF)
                bytes.Add(0);
        }

        return bytes.ToArray();

        void Put(int value, int count)
        {
            for (var bit = count - 1; bit >= 0; bit--)
                bits.Add((value >> bit & 1) != 0);
        }
    }
}
