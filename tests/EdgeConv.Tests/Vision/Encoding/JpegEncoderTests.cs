using EdgeConv.Vision;
using EdgeConv.Vision.Decoding;
using EdgeConv.Vision.Encoding;

namespace EdgeConv.Tests.Vision.Encoding;

public class JpegEncoderTests
{
    [Fact]
    public void A_picture_of_one_colour_comes_back()
    {
        using var encoder = new JpegEncoder(95);
        foreach (var (width, height) in new[] { (1, 1), (17, 9), (64, 48), (3, 200) })
        {
            var decoded = PictureDecoder.Decode(encoder.Encode(Pictures.Constant(width, height, new Rgb(200, 100, 50))).ToArray());
            Assert.Equal((width, height), (decoded.Width, decoded.Height));
            Assert.All(Enumerable.Range(0, decoded.Pixels.Length), i => Assert.InRange(decoded.Pixels[i] - new[] { 200, 100, 50 }[i % 3], -3, 3));
        }
    }

    [Fact]
    public void Quality_costs_bytes()
    {
        var picture = Pictures.Random(64, 64, seed: 1);
        using var low = new JpegEncoder(20);
        using var high = new JpegEncoder(90);
        Assert.True(2 * low.Encode(picture).Length < high.Encode(picture).Length);
    }

    [Fact]
    public void An_encoder_that_is_kept_allocates_nothing_and_remembers_nothing()
    {
        var (first, second) = (Pictures.Random(64, 48, seed: 1), Pictures.Random(40, 30, seed: 2));
        using var encoder = new JpegEncoder();
        encoder.Encode(first);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var file = encoder.Encode(second);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        using var fresh = new JpegEncoder();
        Assert.Equal(fresh.Encode(second), file);
    }

    [Fact]
    public void What_JPEG_cannot_hold_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new JpegEncoder(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new JpegEncoder(101));
        using var encoder = new JpegEncoder();
        Assert.Throws<ArgumentException>(() => encoder.Encode(new Picture(65_501, 1)));
    }
}
