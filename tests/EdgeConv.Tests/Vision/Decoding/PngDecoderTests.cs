using EdgeConv.Vision;
using EdgeConv.Vision.Decoding;

namespace EdgeConv.Tests.Vision.Decoding;

public class PngDecoderTests
{
    private const int Indexed = 3;

    public static TheoryData<int, int, bool> Kinds
    {
        get
        {
            var kinds = new TheoryData<int, int, bool>();
            (int Colour, int[] Depths)[] legal = [(0, [1, 2, 4, 8, 16]), (2, [8, 16]), (Indexed, [1, 2, 4, 8]), (4, [8, 16]), (6, [8, 16])];
            foreach (var (colour, depths) in legal)
            {
                foreach (var depth in depths)
                {
                    kinds.Add(colour, depth, false);
                    kinds.Add(colour, depth, true);
                }
            }

            return kinds;
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_colour_type_and_depth_gives_the_exact_pixels_at_every_small_size(int colourType, int depth, bool interlaced)
    {
        var palette = new byte[3 << Math.Min(depth, 8)];
        new Random(1).NextBytes(palette);
        for (var width = 1; width <= 9; width++)
        {
            for (var height = 1; height <= 9; height++)
            {
                var samples = RandomSamples(width, height, colourType, depth, seed: width * 100 + height);
                var file = new PngBuilder
                {
                    Width = width,
                    Height = height,
                    Depth = depth,
                    ColourType = colourType,
                    Interlaced = interlaced,
                    Palette = colourType == Indexed ? palette : null,
                    Sample = (x, y) => samples[y * width + x],
                }.Build();

                var picture = PictureDecoder.Decode(file);

                Assert.Equal((width, height), (picture.Width, picture.Height));
                for (var i = 0; i < samples.Length; i++)
                    Assert.Equal(Expected(samples[i], colourType, depth, palette), picture[i % width, i / width]);
            }
        }
    }

    [Theory]
    [InlineData(0, 255)]
    [InlineData(255, 100)]
    [InlineData(128, 177)]
    public void Transparency_is_blended_onto_white(int alpha, int expected)
    {
        var withGrey = new PngBuilder { ColourType = 4, Sample = (_, _) => [100, alpha] }.Build();
        var withColour = new PngBuilder { ColourType = 6, Sample = (_, _) => [100, 100, 100, alpha] }.Build();
        var indexed = new PngBuilder { ColourType = Indexed, Palette = [0, 0, 0, 100, 100, 100], Transparency = [255, (byte)alpha], Sample = (_, _) => [1] }.Build();

        Assert.All([withGrey, withColour, indexed], file =>
            Assert.All(PictureDecoder.Decode(file).Pixels, value => Assert.Equal(expected, value)));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(16)]
    public void The_transparent_grey_becomes_white_and_its_neighbour_stays(int depth)
    {
        var file = new PngBuilder { Width = 2, Height = 1, Depth = depth, ColourType = 0, Transparency = [0, 1], Sample = (x, _) => [x] }.Build();
        Assert.Equal([0, 255], Pictures.ReadGreys(PictureDecoder.Decode(file)));
    }

    [Fact]
    public void The_transparent_colour_becomes_white_only_when_all_16_bits_match()
    {
        var file = new PngBuilder { Width = 2, Height = 1, Depth = 16, Transparency = [1, 2, 3, 4, 5, 6], Sample = (x, _) => [0x0102, 0x0304, 0x0506 + x] }.Build();
        var picture = PictureDecoder.Decode(file);
        Assert.Equal(Rgb.White, picture[0, 0]);
        Assert.Equal(new Rgb(1, 3, 5), picture[1, 0]);
    }

    [Fact]
    public void Colours_of_the_palette_without_transparency_are_opaque()
    {
        var file = new PngBuilder { Width = 2, Height = 1, ColourType = Indexed, Palette = [9, 9, 9, 7, 7, 7], Transparency = [0], Sample = (x, _) => [x] }.Build();
        Assert.Equal([255, 7], Pictures.ReadGreys(PictureDecoder.Decode(file)));
    }

    [Theory]
    [MemberData(nameof(Orientations.All), MemberType = typeof(Orientations))]
    public void The_orientation_of_the_EXIF_chunk_is_applied(PictureOrientation orientation, string upright)
    {
        var stored = Pictures.Of(Orientations.Stored);
        foreach (var bigEndian in new[] { false, true })
        {
            var file = new PngBuilder { Width = 3, Height = 2, ColourType = 0, Exif = ExifBuilder.Build((int)orientation, bigEndian), Sample = (x, y) => [stored[x, y].Red] }.Build();
            Assert.Equal(upright, Pictures.Letters(PictureDecoder.Decode(file)));
        }
    }

    [Fact]
    public void Small_chunks_and_large_ones_give_the_same_picture()
    {
        byte[] Build(int chunkBytes) => new PngBuilder { Width = 31, Height = 17, ChunkBytes = chunkBytes, Sample = (x, y) => [x * 8, y * 15, x ^ y] }.Build();
        Assert.Equal(PictureDecoder.Decode(Build(1)).Pixels, PictureDecoder.Decode(Build(1000)).Pixels);
    }

    [Fact]
    public void Bytes_after_the_end_are_ignored()
    {
        var file = new PngBuilder { Sample = (x, y) => [x, y, 7] }.Build();
        Assert.Equal(PictureDecoder.Decode(file).Pixels, PictureDecoder.Decode((byte[])[.. file, 1, 2, 3]).Pixels);
    }

    private static int[][] RandomSamples(int width, int height, int colourType, int depth, int seed)
    {
        var random = new Random(seed);
        var channels = colourType switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };
        return [.. Enumerable.Range(0, width * height).Select(_ => Enumerable.Range(0, channels).Select(_ => random.Next(1 << depth)).ToArray())];
    }

    private static Rgb Expected(int[] samples, int colourType, int depth, byte[] palette)
    {
        if (colourType == Indexed)
            return new Rgb(palette[3 * samples[0]], palette[3 * samples[0] + 1], palette[3 * samples[0] + 2]);

        double max = (1 << depth) - 1;
        var bytes = samples.Select(sample => Math.Floor(sample * 255 / max + 0.5)).ToArray();
        var alpha = colourType is 4 or 6 ? bytes[^1] : 255;
        byte Blend(double value) => (byte)Math.Floor((value * alpha + 255 * (255 - alpha)) / 255 + 0.5);
        return colourType is 0 or 4
            ? new Rgb(Blend(bytes[0]), Blend(bytes[0]), Blend(bytes[0]))
            : new Rgb(Blend(bytes[0]), Blend(bytes[1]), Blend(bytes[2]));
    }
}
