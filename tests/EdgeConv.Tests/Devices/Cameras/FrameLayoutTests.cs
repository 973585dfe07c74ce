using EdgeConv.Devices.Cameras;
using EdgeConv.Vision.Frames;

namespace EdgeConv.Tests.Devices.Cameras;

public class FrameLayoutTests
{
    [Theory]
    [InlineData(PixelFormat.Yuyv, 640, 480, 0, "0/1280", 614_400)]
    [InlineData(PixelFormat.Yuyv, 640, 480, 1344, "0/1344", 645_120)]
    [InlineData(PixelFormat.Grey, 5, 3, 8, "0/8", 24)]
    [InlineData(PixelFormat.I420, 640, 480, 704, "0/704 337920/352 422400/352", 506_880)]
    [InlineData(PixelFormat.I420, 5, 3, 0, "0/5 15/3 21/3", 27)]
    [InlineData(PixelFormat.Nv12, 640, 480, 704, "0/704 337920/704", 506_880)]
    [InlineData(PixelFormat.Nv21, 5, 3, 0, "0/5 15/6", 27)]
    [InlineData(PixelFormat.Rgb24, 10, 2, 32, "0/32", 64)]
    [InlineData(PixelFormat.Mjpeg, 640, 480, 0, "", 0)]
    public void Planes_follow_from_the_rows_of_the_first(PixelFormat pixels, int width, int height, int stride, string planes, int bytes)
    {
        var layout = FrameLayout.Of(pixels, width, height, stride);
        Assert.Equal(planes, string.Join(' ', layout.Format.Planes.Select(plane => $"{plane.Offset}/{plane.Stride}")));
        Assert.Equal(bytes, layout.Bytes);
        Assert.True(layout.Format.Bytes <= layout.Bytes);
    }

    [Fact]
    public void Exchanged_planes_are_told_by_their_places()
    {
        var layout = FrameLayout.Of(PixelFormat.I420, 4, 2, crFirst: true);
        Assert.Equal([new FramePlane(0, 4), new FramePlane(10, 2), new FramePlane(8, 2)], layout.Format.Planes);
    }

    [Fact]
    public void Without_gaps_it_is_the_plain_format() =>
        Assert.All(Enum.GetValues<PixelFormat>(), pixels => Assert.Equal(new FrameFormat(pixels, 6, 4), FrameLayout.Of(pixels, 6, 4).Format));

    [Theory]
    [InlineData(PixelFormat.Yuyv, 640, 480, 1278)]
    [InlineData(PixelFormat.Yuyv, 641, 480, 0)]
    [InlineData(PixelFormat.Grey, 0, 480, 0)]
    [InlineData(PixelFormat.Rgba32, 16_384, 16_384, 0x2_0000)]
    public void What_cannot_be_is_refused(PixelFormat pixels, int width, int height, int stride) =>
        Assert.ThrowsAny<ArgumentException>(() => FrameLayout.Of(pixels, width, height, stride));
}
