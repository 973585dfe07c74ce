using EdgeConv.Vision;
using EdgeConv.Vision.Decoding;

namespace EdgeConv.Tests.Vision.Decoding;

public class JpegDecoderTests
{
    [Fact]
    public void Grey_blocks_come_back_exactly()
    {
        RequireLibrary();
        var file = new JpegBuilder { Block = (x, y) => [(byte)(40 * x + 100 * y)], Cut = 3 }.Build();
        var picture = PictureDecoder.Decode(file);

        Assert.Equal((21, 13), (picture.Width, picture.Height));
        var greys = Pictures.ReadGreys(picture);
        for (var i = 0; i < greys.Length; i++)
            Assert.Equal(40 * (i % 21 / 8) + 100 * (i / 21 / 8), greys[i]);
    }

    [Fact]
    public void Luma_and_chroma_become_RGB()
    {
        RequireLibrary();
        var file = new JpegBuilder { Components = 3, Columns = 1, Rows = 1, Block = (_, _) => [76, 85, 255] }.Build();
        Assert.All(PictureDecoder.Decode(file).Pixels.Chunk(3), pixel => Assert.Equal([254, 0, 0], pixel));
    }

    [Fact]
    public void Untransformed_colours_come_back_exactly()
    {
        RequireLibrary();
        var file = new JpegBuilder { Components = 3, FromAdobe = true, Block = (x, y) => [(byte)(100 * x), (byte)(200 * y), 77] }.Build();
        var picture = PictureDecoder.Decode(file);
        Assert.Equal(new Rgb(0, 0, 77), picture[0, 0]);
        Assert.Equal(new Rgb(200, 0, 77), picture[23, 0]);
        Assert.Equal(new Rgb(100, 200, 77), picture[8, 8]);
    }

    [Theory]
    [InlineData(true, 200, 100, 255, 51, 40, 20, 51)]
    [InlineData(false, 55, 155, 0, 204, 40, 20, 51)]
    [InlineData(false, 0, 0, 0, 255, 0, 0, 0)]
    public void Four_inks_become_the_light_they_leave(bool fromAdobe, byte cyan, byte magenta, byte yellow, byte key, byte red, byte green, byte blue)
    {
        RequireLibrary();
        var file = new JpegBuilder { Components = 4, FromAdobe = fromAdobe, Block = (_, _) => [cyan, magenta, yellow, key] }.Build();
        Assert.All(PictureDecoder.Decode(file).Pixels.Chunk(3), pixel => Assert.Equal([red, green, blue], pixel));
    }

    [Theory]
    [MemberData(nameof(Orientations.All), MemberType = typeof(Orientations))]
    public void The_orientation_of_the_EXIF_segment_is_applied(PictureOrientation orientation, string upright)
    {
        RequireLibrary();
        var stored = Pictures.Of(Orientations.Stored);
        foreach (var bigEndian in new[] { false, true })
        {
            var file = new JpegBuilder { Exif = ExifBuilder.Build((int)orientation, bigEndian), Block = (x, y) => [stored[x, y].Red] }.Build();
            Assert.Equal(upright, Pictures.Letters(PictureDecoder.Decode(file), step: 8));
        }
    }

    [Fact]
    public void A_file_that_ends_early_is_an_error_and_not_a_half_grey_picture()
    {
        RequireLibrary();
        var file = new JpegBuilder { Columns = 20, Rows = 20, Block = (x, y) => [(byte)(x * y)] }.Build();
        var problem = Assert.Throws<PictureFormatException>(() => PictureDecoder.Decode(file.AsMemory(0, file.Length / 2)));
        Assert.StartsWith("JPEG: the file is cut short or corrupt", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_library_is_an_error_that_says_what_to_install()
    {
        Assert.Equal(0, TurboJpegLibrary.Load(["libno-such-library.so.0", "libno-such-library.so"]));
        var problem = TurboJpegLibrary.Missing();
        Assert.Equal("libturbojpeg", problem.Library);
        Assert.StartsWith("JPEG needs libturbojpeg, which is not installed: run \"sudo apt install libturbojpeg0\" (Debian, Raspberry Pi OS)", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_library_a_JPEG_is_refused_with_that_error()
    {
        Assert.SkipWhen(PictureDecoder.CanDecodeJpeg, "libturbojpeg is installed");
        Assert.Throws<MissingLibraryException>(() => PictureDecoder.Decode(new JpegBuilder { Block = (_, _) => [1] }.Build()));
    }

    internal static void RequireLibrary() => Assert.SkipUnless(PictureDecoder.CanDecodeJpeg, "needs libturbojpeg");
}
