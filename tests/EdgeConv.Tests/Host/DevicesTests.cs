using System.Text.Json;
using EdgeConv.Cpu;
using EdgeConv.Devices.Cameras;
using EdgeConv.Devices.Cameras.V4l2;
using EdgeConv.Host.Board;
using EdgeConv.Vision.Frames;

namespace EdgeConv.Tests.Host;

public class DevicesTests
{
    [Fact]
    public void The_text_names_everything_even_where_there_is_nothing()
    {
        var lines = ProgramRun.Of("devices").AssertSucceeds().Lines;
        Assert.Equal("Cameras", lines[0]);
        Assert.Contains("GPIO chips", lines);
        Assert.Single(lines, line => line.StartsWith("  cores ", StringComparison.Ordinal));
        Assert.Single(lines, line => line.StartsWith("  clock ", StringComparison.Ordinal));
    }

    [Fact]
    public void Json_has_the_same()
    {
        using var report = JsonDocument.Parse(ProgramRun.Of("devices", "--json").AssertSucceeds().Text);
        var root = report.RootElement;
        Assert.Equal(JsonValueKind.Array, root.GetProperty("cameras").ValueKind);
        Assert.Equal(JsonValueKind.Array, root.GetProperty("gpio_chips").ValueKind);
        Assert.Equal(CpuTopology.Current.Cores.Length, root.GetProperty("cpu").GetProperty("cores").GetInt32());
        Assert.Equal(JsonValueKind.Array, root.GetProperty("board").GetProperty("temperatures").ValueKind);
    }

    [Fact]
    public void Cameras_are_shown_with_formats_sizes_rates_and_controls()
    {
        var single = new VideoSizes(new FrameSize(640, 480), new FrameSize(640, 480), new FrameSize(1, 1), new VideoRates([30, 29.97], false));
        var range = new VideoSizes(new FrameSize(16, 16), new FrameSize(1920, 1080), new FrameSize(8, 8), new VideoRates([60, 1], true));
        var camera = new VideoCameraInfo(
            "/dev/video0",
            "Webcam",
            "uvcvideo",
            "usb-1",
            [new VideoFormatInfo("YUYV", "YUYV 4:2:2", PixelFormat.Yuyv, [single]), new VideoFormatInfo("H264", "H.264", null, [range])],
            [new VideoControlInfo("brightness", -64, 64, 1, 0, 5, true)],
            null);
        var refused = new VideoCameraInfo("/dev/video2", "", "", "", [], [], "/dev/video2: the current user may not use it.");
        var report = new DevicesReport([CameraReport.Of(camera), CameraReport.Of(refused)], "/usr/bin/rpicam-vid", [], new CpuReport(4, 4, 4, ["neon"]), new BoardState([], [], null));
        using var text = new StringWriter { NewLine = "\n" };
        DevicesText.Print(report, text);
        Assert.Equal(
            """
            Cameras
              /dev/video0  Webcam (uvcvideo, usb-1)
                yuyv
                  640x480 at 30, 29.97 fps
                H264 (cannot be used)
                  16x16 to 1920x1080 at 60 to 1 fps
                controls: brightness 5 (-64 to 64)
              /dev/video2: the current user may not use it.
              rpicam  Raspberry Pi cameras through /usr/bin/rpicam-vid; `rpicam-vid --list-cameras` lists them.
            GPIO chips
              There is none (/dev/gpiochip*).
            CPU
              cores 4, of which big 4; threads by default 4; instruction sets: neon
              clock unknown; governor unknown; temperature unknown; throttling unknown

            """,
            text.ToString());
    }
}
