using EdgeConv.Vision;
using EdgeConv.Vision.Frames;

namespace EdgeConv.Tests.Vision.Frames;

public class FrameConverterTests
{
    [Fact]
    public void A_picture_comes_out_as_it_went_in()
    {
        var picture = Pictures.Random(31, 17, seed: 2);
        foreach (var pixels in new[] { PixelFormat.Rgb24, PixelFormat.Bgr24, PixelFormat.Rgba32 })
        {
            using var frame = TestFrames.Of(picture, pixels);
            foreach (var orientation in Enum.GetValues<PictureOrientation>())
            {
                using var converter = new FrameConverter(frame.Format!, orientation);
                Assert.Equal(picture.Upright(orientation).Pixels, converter.Convert(frame).Pixels);
            }
        }
    }

    [Theory]
    [InlineData(90, 60, 40)]
    [InlineData(40, 40, 27)]
    [InlineData(60, 60, 40)]
    [InlineData(30, 30, 20)]
    [InlineData(7, 7, 5)]
    [InlineData(1, 1, 1)]
    public void Pictures_shrink_to_the_longest_side_and_never_grow(int maxSide, int width, int height)
    {
        using var frame = TestFrames.Of(Pictures.Constant(60, 40, new Rgb(1, 2, 3)), PixelFormat.Rgb24);
        using var converter = new FrameConverter(frame.Format!, PictureOrientation.TopLeft, maxSide);
        Assert.Equal((width, height), (converter.Width, converter.Height));
        Assert.Equal(Pictures.Constant(width, height, new Rgb(1, 2, 3)).Pixels, converter.Convert(frame).Pixels);

        using var turned = new FrameConverter(frame.Format!, PictureOrientation.RightTop, maxSide);
        Assert.Equal((height, width), (turned.Width, turned.Height));
    }

    [Fact]
    public void Pictures_of_another_size_are_refused()
    {
        using var frame = TestFrames.Of(new Picture(6, 4), PixelFormat.Rgb24);
        using var converter = new FrameConverter(frame.Format!);
        Assert.Throws<ArgumentException>(() => converter.Convert(frame, new Picture(4, 6)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FrameConverter(frame.Format!, maxSide: 0));
    }
}
