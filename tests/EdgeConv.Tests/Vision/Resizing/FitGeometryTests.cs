using EdgeConv.Vision.Resizing;

namespace EdgeConv.Tests.Vision.Resizing;

public class FitGeometryTests
{
    [Theory]
    [InlineData(640, 480, 224, 224, 80, 0, 480, 480)]
    [InlineData(480, 640, 224, 224, 0, 80, 480, 480)]
    [InlineData(5, 4, 2, 2, 0, 0, 4, 4)]
    [InlineData(100, 100, 30, 20, 0, 16, 100, 67)]
    [InlineData(1, 1000, 1000, 1, 0, 499, 1, 1)]
    public void A_crop_takes_the_centre_of_the_source(int sourceWidth, int sourceHeight, int width, int height, int x, int y, int cropWidth, int cropHeight)
    {
        var geometry = FitGeometry.Of(sourceWidth, sourceHeight, width, height, FitMode.Crop);
        Assert.Equal(new PixelWindow(x, y, cropWidth, cropHeight), geometry.Source);
        Assert.Equal(new PixelWindow(0, 0, width, height), geometry.Target);
    }

    [Theory]
    [InlineData(640, 480, 224, 224, 0, 28, 224, 168)]
    [InlineData(480, 640, 224, 224, 28, 0, 168, 224)]
    [InlineData(100, 100, 30, 20, 5, 0, 20, 20)]
    [InlineData(1000, 1, 10, 10, 0, 4, 10, 1)]
    public void A_letterbox_leaves_borders_in_the_target(int sourceWidth, int sourceHeight, int width, int height, int x, int y, int keptWidth, int keptHeight)
    {
        var geometry = FitGeometry.Of(sourceWidth, sourceHeight, width, height, FitMode.Letterbox);
        Assert.Equal(new PixelWindow(0, 0, sourceWidth, sourceHeight), geometry.Source);
        Assert.Equal(new PixelWindow(x, y, keptWidth, keptHeight), geometry.Target);
    }

    [Fact]
    public void A_stretch_takes_everything_everywhere() => Assert.Equal(
        new FitGeometry(new PixelWindow(0, 0, 7, 3), new PixelWindow(0, 0, 2, 9)),
        FitGeometry.Of(7, 3, 2, 9, FitMode.Stretch));
}
