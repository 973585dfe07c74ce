using EdgeConv.Devices.Cameras;
using EdgeConv.Devices.Cameras.Names;
using EdgeConv.Devices.Cameras.V4l2;
using EdgeConv.Vision.Frames;

namespace EdgeConv.Tests.Devices.Cameras.V4l2;

public class VideoChoiceTests
{
    private readonly FakeDriver _driver = new();

    [Theory]
    [InlineData(null, null, "YUYV 640x480")]
    [InlineData("640x480", 60, "MJPG 640x480")]
    [InlineData("640x480", 5, "YUYV 640x480")]
    [InlineData("1280x720", 30, "MJPG 1280x720")]
    [InlineData("1280x720", 10, "YUYV 1280x720")]
    [InlineData("1920x1080", 30, "MJPG 1920x1080")]
    [InlineData("4000x3000", 30, "MJPG 1920x1080")]
    [InlineData("600x400", 30, "YUYV 640x480")]
    [InlineData("100x100", 30, "YUYV 320x240")]
    [InlineData("640x480", 500, "MJPG 640x480")]
    public void A_usb_camera_gives_jpeg_only_where_it_must(string? size, int? rate, string expected)
    {
        _driver.Offers.Clear();
        _driver.Offers.Add(("MJPG", [(1920, 1080, [30]), (1280, 720, [30]), (640, 480, [30, 60]), (320, 240, [60])]));
        _driver.Offers.Add(("YUYV", [(640, 480, [30, 15, 5]), (1280, 720, [10]), (320, 240, [30])]));
        Assert.Equal(expected, Choose(Options(size, rate)));
    }

    [Fact]
    public void The_cheapest_of_equals_is_taken()
    {
        string[] codes = ["GREY", "MJPG", "BGR3", "RGB3", "UYVY", "YUYV", "NV21", "YU12", "NV12"];
        _driver.Offers.Clear();
        foreach (var code in codes)
        {
            _driver.Offers.Add((code, [(640, 480, [30])]));
            Assert.Equal($"{code} 640x480", Choose(CameraOptions.None));
        }
    }

    [Fact]
    public void Grey_is_taken_only_where_there_are_no_colours_or_it_is_asked_for()
    {
        _driver.Offers.Clear();
        _driver.Offers.Add(("GREY", [(640, 480, [30])]));
        Assert.Equal("GREY 640x480", Choose(CameraOptions.None));
        _driver.Offers.Add(("MJPG", [(320, 240, [5])]));
        Assert.Equal("MJPG 320x240", Choose(CameraOptions.None));
        Assert.Equal("GREY 640x480", Choose(new CameraOptions { Pixels = PixelFormat.Grey }));
    }

    [Fact]
    public void The_format_asked_for_is_taken_or_its_lack_is_told()
    {
        _driver.Offers.Add(("MJPG", [(640, 480, [30])]));
        Assert.Equal("MJPG 640x480", Choose(new CameraOptions { Pixels = PixelFormat.Mjpeg }));
        Assert.Equal("camera: it does not give nv12, but yuyv, mjpeg.", Assert.Throws<CameraException>(() => Choose(new CameraOptions { Pixels = PixelFormat.Nv12 })).Message);
    }

    [Fact]
    public void The_drivers_own_name_of_a_format_is_taken_or_its_lack_is_told()
    {
        _driver.Offers.Add(("YU12", [(640, 480, [30])]));
        _driver.Offers.Add(("YV12", [(640, 480, [30])]));
        Assert.Equal("YU12 640x480", Choose(new CameraOptions { Pixels = PixelFormat.I420 }));
        Assert.Equal("YV12 640x480", Choose(new CameraOptions { DriverFormat = "YV12" }));
        Assert.Equal("camera: it does not give YM21, but i420, yuyv.", Assert.Throws<CameraException>(() => Choose(new CameraOptions { DriverFormat = "YM21" })).Message);
    }

    [Fact]
    public void A_camera_without_a_format_for_us_is_told()
    {
        _driver.Offers[0] = ("H264", [(640, 480, [30])]);
        Assert.Equal("camera: it gives no format EdgeConv knows, only H264.", Assert.Throws<CameraException>(() => Choose(CameraOptions.None)).Message);
        _driver.Offers.Clear();
        Assert.Equal("camera: it gives no format EdgeConv knows, only none.", Assert.Throws<CameraException>(() => Choose(CameraOptions.None)).Message);
    }

    [Theory]
    [InlineData("640x480", "YUYV 640x480")]
    [InlineData("645x481", "YUYV 648x480")]
    [InlineData("10x5000", "YUYV 64x1080")]
    public void Sizes_in_steps_are_rounded(string size, string expected)
    {
        _driver.Steps = (64, 1084, 8);
        Assert.Equal(expected, Choose(Options(size, null)));
    }

    [Fact]
    public void A_driver_that_lists_no_sizes_is_asked_for_the_wanted_one()
    {
        _driver.Offers[0] = ("YUYV", []);
        Assert.Equal("YUYV 640x480", Choose(CameraOptions.None));
        Assert.Equal("YUYV 320x200", Choose(Options("320x200", null)));
    }

    private string Choose(CameraOptions options)
    {
        Assert.Equal(0, _driver.Open("/dev/video0", out var device));
        using var open = device!;
        var node = new VideoNode(open, "/dev/video0");
        var choice = VideoChoice.Of("camera", node.Formats(), options, node.Rates);
        return $"{VideoText.FourCharacters(choice.Pixels.Code)} {choice.Size}";
    }

    private static CameraOptions Options(string? size, int? rate) => new() { Size = size is null ? null : CameraNames.Size("test", size), FramesPerSecond = rate };
}
