using System.Buffers.Binary;
using EdgeConv.Vision;
using EdgeConv.Vision.Decoding;

namespace EdgeConv.Tests.Vision.Decoding;

public class DamagedPictureTests
{
    private const int Rounds = 20_000;

    public static TheoryData<string> Names => [.. Whole.Keys];

    private static Dictionary<string, byte[]> Whole { get; } = new()
    {
        ["PNG, colour"] = new PngBuilder { Width = 7, Height = 6, Exif = ExifBuilder.Build(6, true), Sample = (x, y) => [x * 30, y * 40, x ^ y] }.Build(),
        ["PNG, indices, interlaced"] = new PngBuilder { Width = 9, Height = 9, Depth = 2, ColourType = 3, Interlaced = true, Palette = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], Transparency = [5], Sample = (x, y) => [x + y & 3] }.Build(),
        ["PNG, 16 bits with alpha"] = new PngBuilder { Width = 3, Height = 5, Depth = 16, ColourType = 6, Sample = (x, y) => [x * 9999, y * 9999, 77, x * y * 3000] }.Build(),
        ["BMP, 24 bits"] = new BmpBuilder { Pixel = (x, y) => (uint)(x * y * 999) }.Build(),
        ["BMP, indices"] = new BmpBuilder { Bits = 4, Palette = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], Pixel = (x, y) => (uint)(x + y) & 3 }.Build(),
        ["BMP, masks"] = new BmpBuilder { Bits = 32, HeaderBytes = 124, Compression = 3, Masks = [0xFF0000, 0xFF00, 0xFF, 0xFF000000], Pixel = (x, y) => (uint)(x * y * 0x01010101) }.Build(),
        ["BMP, runs"] = new BmpBuilder { Width = 6, Height = 3, Bits = 8, Compression = 1, Palette = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], Code = [4, 1, 2, 2, 0, 0, 0, 3, 1, 2, 3, 0, 0, 0, 0, 2, 2, 0, 1, 3, 0, 1] }.Build(),
        ["BMP, half-byte runs"] = new BmpBuilder { Width = 7, Height = 2, Bits = 4, Compression = 2, Palette = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], Code = [5, 0x12, 2, 0x33, 0, 0, 0, 5, 0x12, 0x31, 0x20, 0, 2, 0x31, 0, 1] }.Build(),
        ["PNM, text"] = new Bytes().Text("P3\n# made for a test\n2 2\n255\n1 2 3 4 5 6\n7 8 9 10 255 7\n").ToArray(),
        ["PNM, bits as text"] = new Bytes().Text("P1 5 3 01010 11111 00000").ToArray(),
        ["PNM, binary"] = new Bytes().Text("P5 3 2 999\n").Add(1, 2, 3, 4, 0, 1, 2, 3, 3, 231, 0, 0).ToArray(),
        ["JPEG, colour"] = new JpegBuilder { Components = 3, Exif = ExifBuilder.Build(6, true), Block = (x, y) => [(byte)(x * 90), (byte)(y * 200), 77] }.Build(),
        ["JPEG, inks"] = new JpegBuilder { Components = 4, FromAdobe = true, Block = (x, y) => [(byte)(x * 90), (byte)(y * 200), 77, 200] }.Build(),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void A_file_cut_anywhere_is_refused_or_still_whole(string name)
    {
        SkipWithoutItsLibrary(name);
        var file = Whole[name];
        var whole = PictureDecoder.Decode(file);
        var refused = 0;
        for (var length = 0; length < file.Length; length++)
        {
            try
            {
                Assert.Equal(whole.Pixels, PictureDecoder.Decode(file.AsMemory(0, length)).Pixels);
            }
            catch (PictureFormatException)
            {
                refused++;
            }
        }

        // What may be missing is a last end mark, or the end of a last line.
        Assert.InRange(file.Length - refused, 0, 2);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Flipped_bytes_give_a_picture_or_a_named_error(string name)
    {
        SkipWithoutItsLibrary(name);
        const int Seed = 20_26;
        var random = new Random(Seed);
        var whole = Whole[name];
        for (var round = 0; round < Rounds / Whole.Count + 1; round++)
        {
            var file = whole.ToArray();
            for (var flips = random.Next(1, 4); flips > 0; flips--)
                file[random.Next(file.Length)] = random.Next(3) == 0 ? (byte)random.Next(256) : (byte)(file[random.Next(file.Length)] ^ (1 << random.Next(8)));

            // With its checksums mended the damage gets past the first line of defence.
            if (random.Next(4) != 0 && name.StartsWith("PNG", StringComparison.Ordinal))
                MendChecksums(file);

            var problem = Record.Exception(() => PictureDecoder.Decode(file, maxPixels: 10_000_000));
            Assert.True(problem is null or PictureFormatException, $"{name}, seed {Seed}, round {round}: {problem}\n{Convert.ToHexString(file)}");
        }
    }

    [Fact]
    public void Flipped_bytes_inside_the_compressed_rows_give_a_picture_or_a_named_error()
    {
        const int Seed = 7;
        var random = new Random(Seed);
        var header = PngBuilder.Header(9, 9, 4, 3, 1);
        for (var round = 0; round < 2000; round++)
        {
            var raw = new byte[random.Next(80)];
            random.NextBytes(raw);
            if (random.Next(2) == 0)
            {
                for (var i = 0; i < raw.Length; i++)
                    raw[i] = (byte)(raw[i] % 5);
            }

            byte[] file =
            [
                .. PngBuilder.Signature, .. header, .. PngBuilder.Chunk("PLTE", new byte[3 * 12]), .. PngBuilder.Chunk("IDAT", PngBuilder.Compress(raw)), .. PngBuilder.Chunk("IEND"),
            ];
            var problem = Record.Exception(() => PictureDecoder.Decode(file));
            Assert.True(problem is null or PictureFormatException, $"seed {Seed}, round {round}: {problem}");
        }
    }

    private static void SkipWithoutItsLibrary(string name)
    {
        if (name.StartsWith("JPEG", StringComparison.Ordinal))
            JpegDecoderTests.RequireLibrary();
    }

    private static void MendChecksums(byte[] file)
    {
        for (var at = 8; at + 12 <= file.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at));
            if (length > file.Length - at - 12)
                return;
            var end = at + 8 + (int)length;
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(end), PngBuilder.Crc(file.AsSpan(at + 4, (int)length + 4)));
            at = end + 4;
        }
    }
}
