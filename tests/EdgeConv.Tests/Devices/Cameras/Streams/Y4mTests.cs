using System.Text;
using EdgeConv.Devices.Cameras;
using EdgeConv.Devices.Cameras.Streams;
using EdgeConv.Vision.Frames;

namespace EdgeConv.Tests.Devices.Cameras.Streams;

public sealed class Y4mTests : IDisposable
{
    private readonly Workshop _shop = new();

    public void Dispose() => _shop.Dispose();

    [Theory]
    [InlineData("W6 H4 F30:1 Ip A1:1 C420jpeg", "I420 6x4", ColourRange.Limited)]
    [InlineData("W6 H4 F25:1 C420mpeg2 XCOLORRANGE=FULL", "I420 6x4", ColourRange.Full)]
    [InlineData("H4 W5 C420paldv XYSCSS=420 XCOLORRANGE=LIMITED", "I420 5x4", ColourRange.Limited)]
    [InlineData("W6 H3 I?", "I420 6x3", ColourRange.Limited)]
    [InlineData("W6 H3 Cmono", "GREY 6x3", ColourRange.Limited)]
    public void The_first_line_tells_the_frames(string line, string format, ColourRange range)
    {
        var layout = Y4mHeader.Parse(Encoding.ASCII.GetBytes("YUV4MPEG2 " + line), "film");
        Assert.Equal(format, layout.Format.ToString());
        Assert.Equal(range, layout.Format.Range);
        Assert.Equal(layout.Format.Bytes, layout.Bytes);
    }

    [Theory]
    [InlineData("YUV4MPEG2 H4", "film: the first line tells no width (as in W640).")]
    [InlineData("YUV4MPEG2 W4", "film: the first line tells no height (as in H480).")]
    [InlineData("YUV4MPEG2 W0 H4", "film: W0 in the first line is no side of a frame, which has 1 to 16384 pixels.")]
    [InlineData("YUV4MPEG2 W4 H99999999999", "film: H99999999999 in the first line is no side of a frame, which has 1 to 16384 pixels.")]
    [InlineData("YUV4MPEG2 W4 H4 It", "film: interlaced frames (It) are not supported.")]
    [InlineData("YUV4MPEG2 W4 H4 C422", "film: frames of C422 are not supported, only C420jpeg, C420mpeg2, C420paldv and Cmono.")]
    [InlineData("YUV4MPEG2 W4 H4 C420p10", "film: frames of C420p10 are not supported")]
    [InlineData("YUV4 W4 H4", "film: this is no y4m stream: it does not begin with YUV4MPEG2.")]
    public void What_is_not_for_us_is_told(string line, string message) =>
        Assert.StartsWith(message, Assert.Throws<CameraException>(() => Y4mHeader.Parse(Encoding.ASCII.GetBytes(line), "film")).Message, StringComparison.Ordinal);

    [Fact]
    public void Frames_are_found_by_their_lines()
    {
        var frames = new[] { Workshop.Noise(36, 1), Workshop.Noise(36, 2), Workshop.Noise(36, 3) };
        byte[] film = [.. "YUV4MPEG2 W6 H4 C420jpeg\nFRAME\n"u8, .. frames[0], .. "FRAME Xanything=1\n"u8, .. frames[1], .. "FRAME\n"u8, .. frames[2], .. "FRA"u8];
        using var camera = new StreamSource(_shop.Write("film.y4m", film), StreamKind.Y4m).Open();
        using var frame = new Frame(camera.MaxFrameBytes);
        Assert.Equal(36, camera.MaxFrameBytes);
        foreach (var expected in frames)
        {
            Assert.Equal(CameraRead.Frame, Workshop.Read(camera, frame));
            Assert.Equal(expected, frame.Bytes);
        }

        Assert.Equal(CameraRead.Damaged, Workshop.Read(camera, frame));
        Assert.Equal(CameraRead.Ended, Workshop.Read(camera, frame));
    }

    [Theory]
    [InlineData("FRAMED\n")]
    [InlineData("frame\n")]
    [InlineData("x")]
    public void Nonsense_where_a_frame_is_due_cannot_be_got_over(string nonsense)
    {
        byte[] film = [.. "YUV4MPEG2 W6 H4\nFRAME\n"u8, .. new byte[36], .. Encoding.ASCII.GetBytes(nonsense), .. new byte[100]];
        using var camera = new StreamSource(_shop.Write("film.y4m", film), StreamKind.Unknown).Open();
        using var frame = new Frame(camera.MaxFrameBytes);
        Assert.Equal(CameraRead.Frame, Workshop.Read(camera, frame));
        var problem = Assert.Throws<CameraException>(() => Workshop.Read(camera, frame));
        Assert.Equal($"{_shop.At("film.y4m")}: where a line FRAME was due there is something else: bytes of the y4m stream were lost.", problem.Message);
    }

    [Fact]
    public void A_line_without_end_is_refused()
    {
        byte[] film = [.. "YUV4MPEG2 W6 H4 "u8, .. Enumerable.Repeat((byte)'X', 100_000)];
        var problem = Assert.Throws<CameraException>(() => new StreamSource(_shop.Write("film.y4m", film), StreamKind.Y4m).Open());
        Assert.Equal($"{_shop.At("film.y4m")}: the first line of the y4m stream has no end within 1024 bytes.", problem.Message);
    }

    [Fact]
    public void A_frame_line_without_end_is_nonsense()
    {
        byte[] film = [.. "YUV4MPEG2 W6 H4\nFRAME "u8, .. Enumerable.Repeat((byte)'X', 1000)];
        using var camera = new StreamSource(_shop.Write("film.y4m", film), StreamKind.Y4m).Open();
        using var frame = new Frame(camera.MaxFrameBytes);
        Assert.Throws<CameraException>(() => Workshop.Read(camera, frame));
    }
}
