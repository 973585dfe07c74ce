using EdgeConv.Vision;
using EdgeConv.Vision.Decoding;

namespace EdgeConv.Tests.Vision.Decoding;

public class BrokenPictureTests
{
    private static readonly byte[] LargeJpeg =
        [0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8, 0x27, 0x10, 0x27, 0x10, 1, 1, 0x11, 0, 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0, 0xFF, 0xD9];

    public static TheoryData<string> Names => [.. BrokenPictures.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_broken_picture_is_refused_with_a_sentence_that_helps(string name)
    {
        var (file, message) = BrokenPictures.All[name];
        var problem = Assert.Throws<PictureFormatException>(() => PictureDecoder.Decode(file));
        Assert.Equal(message, problem.Message);
        Assert.StartsWith(problem.Format + ": ", problem.Message, StringComparison.Ordinal);
        Assert.Equal(message.Contains(" (at byte ", StringComparison.Ordinal), problem.Offset is not null);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_broken_picture_is_refused_before_much_memory_is_taken(string name)
    {
        var file = BrokenPictures.All[name].File;
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<PictureFormatException>(() => PictureDecoder.Decode(file));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void A_small_JPEG_of_a_large_picture_is_refused_before_much_memory_is_taken()
    {
        JpegDecoderTests.RequireLibrary();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var problem = Assert.Throws<PictureFormatException>(() => PictureDecoder.Decode(LargeJpeg));
        Assert.Equal($"JPEG: {LargeJpeg.Length} bytes are too few for 10000x10000 pixels: the file is cut short. Fetch it again.", problem.Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void The_limit_of_pixels_can_be_set()
    {
        var file = new BmpBuilder { Width = 11, Height = 10 }.Build();
        Assert.Equal(11, PictureDecoder.Decode(file, maxPixels: 110).Width);
        var problem = Assert.Throws<PictureFormatException>(() => PictureDecoder.Decode(file, maxPixels: 109));
        Assert.Equal("BMP: 11x10 pixels are more than the 109 that are allowed (at byte 18). Scale the picture down first.", problem.Message);
    }
}
