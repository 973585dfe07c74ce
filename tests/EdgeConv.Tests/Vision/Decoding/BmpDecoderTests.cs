using EdgeConv.Vision;
using EdgeConv.Vision.Decoding;

namespace EdgeConv.Tests.Vision.Decoding;

public class BmpDecoderTests
{
    private static readonly byte[] FourColours = [10, 11, 12, 20, 21, 22, 30, 31, 32, 40, 41, 42];

    public static TheoryData<int, int, bool> Palettes
    {
        get
        {
            var cases = new TheoryData<int, int, bool>();
            foreach (var header in new[] { 12, 40, 52, 56, 108, 124 })
            {
                foreach (var bits in new[] { 1, 4, 8 })
                {
                    cases.Add(header, bits, false);
                    if (header != 12)
                        cases.Add(header, bits, true);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Palettes))]
    public void Indices_become_their_palette_colours_under_every_header(int headerBytes, int bits, bool topDown)
    {
        var palette = new byte[3 << bits];
        new Random(bits).NextBytes(palette);
        for (var width = 1; width <= 17; width++)
        {
            uint Index(int x, int y) => (uint)(x * 7 + y * 5 + x * y) & ((1u << bits) - 1);
            var file = new BmpBuilder { Width = width, Height = 3, HeaderBytes = headerBytes, Bits = bits, TopDown = topDown, Palette = palette, Pixel = Index }.Build();

            AssertPixels(PictureDecoder.Decode(file), width, 3, (x, y) =>
            {
                var at = 3 * (int)Index(x, y);
                return new Rgb(palette[at], palette[at + 1], palette[at + 2]);
            });
        }
    }

    [Theory]
    [InlineData(12, 24, false)]
    [InlineData(40, 24, false)]
    [InlineData(40, 24, true)]
    [InlineData(40, 32, false)]
    [InlineData(108, 32, true)]
    [InlineData(124, 24, false)]
    public void Whole_bytes_are_blue_green_red(int headerBytes, int bits, bool topDown)
    {
        // The fourth byte of 32 bits is without meaning here.
        var file = new BmpBuilder { HeaderBytes = headerBytes, Bits = bits, TopDown = topDown, Pixel = (x, y) => 0x55_000000u | (uint)(x << 16 | y << 8 | 77) }.Build();
        AssertPixels(PictureDecoder.Decode(file), 5, 4, (x, y) => new Rgb((byte)x, (byte)y, 77));
    }

    [Fact]
    public void Sixteen_bits_are_five_a_channel_unless_masks_say_otherwise()
    {
        var file = new BmpBuilder { Bits = 16, Pixel = (x, y) => (uint)(x << 10 | y << 5 | 31) }.Build();
        AssertPixels(PictureDecoder.Decode(file), 5, 4, (x, y) => new Rgb(Scaled(x, 31), Scaled(y, 31), 255));
    }

    [Theory]
    [InlineData(40)]
    [InlineData(52)]
    [InlineData(56)]
    [InlineData(108)]
    [InlineData(124)]
    public void Masks_select_the_bits_of_a_channel(int headerBytes)
    {
        var file = new BmpBuilder { Bits = 16, HeaderBytes = headerBytes, Compression = 3, Masks = [0xF800, 0x07E0, 0x001F], Pixel = (x, y) => (uint)(x << 11 | y << 5 | 9) }.Build();
        AssertPixels(PictureDecoder.Decode(file), 5, 4, (x, y) => new Rgb(Scaled(x, 31), Scaled(y, 63), Scaled(9, 31)));
    }

    [Fact]
    public void Masks_wider_than_a_byte_are_scaled_down()
    {
        var file = new BmpBuilder { Bits = 32, Compression = 3, Masks = [0x3FF00000, 0x000FFC00, 0x000003FF], Pixel = (x, y) => (uint)(x * 200 << 20 | y * 300 << 10 | 1023) }.Build();
        AssertPixels(PictureDecoder.Decode(file), 5, 4, (x, y) => new Rgb(Scaled(x * 200, 1023), Scaled(y * 300, 1023), 255));
    }

    [Fact]
    public void A_channel_without_a_mask_is_black()
    {
        var file = new BmpBuilder { Bits = 32, Compression = 3, Masks = [0xFF, 0, 0xFF00], Pixel = (x, y) => (uint)(x | y << 8) }.Build();
        AssertPixels(PictureDecoder.Decode(file), 5, 4, (x, y) => new Rgb((byte)x, 0, (byte)y));
    }

    [Theory]
    [InlineData(40, 6)]
    [InlineData(56, 3)]
    [InlineData(124, 3)]
    public void A_mask_for_alpha_blends_onto_white(int headerBytes, int compression)
    {
        var alphas = new byte[] { 0, 255, 128, 1, 254 };
        var file = new BmpBuilder
        {
            Bits = 32,
            HeaderBytes = headerBytes,
            Compression = (uint)compression,
            Masks = [0xFF0000, 0xFF00, 0xFF, 0xFF000000],
            Pixel = (x, _) => (uint)alphas[x] << 24 | 0x646464,
        }.Build();
        AssertPixels(PictureDecoder.Decode(file), 5, 4, (x, _) =>
        {
            var grey = new byte[] { 255, 100, 177, 254, 101 }[x];
            return new Rgb(grey, grey, grey);
        });
    }

    [Fact]
    public void Alpha_that_is_zero_everywhere_was_never_written_and_is_ignored()
    {
        var file = new BmpBuilder { Bits = 32, HeaderBytes = 108, Compression = 3, Masks = [0xFF0000, 0xFF00, 0xFF, 0xFF000000], Pixel = (_, _) => 0x010203 }.Build();
        AssertPixels(PictureDecoder.Decode(file), 5, 4, (_, _) => new Rgb(1, 2, 3));
    }

    [Fact]
    public void Run_lengths_of_8_bits_are_runs_literals_jumps_and_ends()
    {
        var file = new BmpBuilder
        {
            Width = 6,
            Height = 4,
            Bits = 8,
            Compression = 1,
            Palette = FourColours,
            Code =
            [
                4, 1, 2, 2, 0, 0, // bottom row: a run of four, a run of two
                0, 3, 1, 2, 3, 0, 0, 0, // three literals and their filling; the rest of the row is never written
                0, 2, 2, 1, 1, 3, // two to the right, one up: one pixel
                0, 1,
            ],
        }.Build();
        Assert.Equal("003000/000000/123000/111122", Indices(PictureDecoder.Decode(file)));
    }

    [Fact]
    public void Run_lengths_of_4_bits_alternate_between_two_colours()
    {
        var file = new BmpBuilder
        {
            Width = 7,
            Height = 2,
            Bits = 4,
            Compression = 2,
            Palette = FourColours,
            Code =
            [
                5, 0x12, 2, 0x33, 0, 0, // a run of five, one of two
                0, 5, 0x12, 0x31, 0x20, 0, 2, 0x31, // five literals, their filling, a run of two
                0, 1,
            ],
        }.Build();
        Assert.Equal("1231231/1212133", Indices(PictureDecoder.Decode(file)));
    }

    [Fact]
    public void Runs_that_fill_the_picture_need_no_end_mark()
    {
        var file = new BmpBuilder { Width = 3, Height = 2, Bits = 8, Compression = 1, Palette = FourColours, Code = [3, 1, 0, 0, 3, 2] }.Build();
        Assert.Equal("222/111", Indices(PictureDecoder.Decode(file)));
    }

    [Fact]
    public void The_filling_of_the_last_row_may_be_missing()
    {
        var file = new BmpBuilder { Width = 1, Height = 2, Pixel = (_, y) => (uint)(y + 1) }.Build();
        AssertPixels(PictureDecoder.Decode(file.AsMemory(0, file.Length - 1)), 1, 2, (_, y) => new Rgb(0, 0, (byte)(y + 1)));
    }

    [Fact]
    public void A_short_palette_is_enough_when_no_pixel_goes_beyond()
    {
        var file = new BmpBuilder { Bits = 8, Palette = FourColours, ColoursUsed = 4, Pixel = (x, _) => (uint)x & 3 }.Build();
        AssertPixels(PictureDecoder.Decode(file), 5, 4, (x, _) => new Rgb(FourColours[(x & 3) * 3], FourColours[(x & 3) * 3 + 1], FourColours[(x & 3) * 3 + 2]));
    }

    private static string Indices(Picture picture) => string.Join('/', Enumerable.Range(0, picture.Height).Select(y =>
        string.Concat(Enumerable.Range(0, picture.Width).Select(x => picture[x, y].Red / 10 - 1))));

    private static byte Scaled(int value, int max) => (byte)Math.Floor(value * 255.0 / max + 0.5);

    private static void AssertPixels(Picture picture, int width, int height, Func<int, int, Rgb> expected)
    {
        Assert.Equal((width, height), (picture.Width, picture.Height));
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
                Assert.Equal(expected(x, y), picture[x, y]);
        }
    }
}
