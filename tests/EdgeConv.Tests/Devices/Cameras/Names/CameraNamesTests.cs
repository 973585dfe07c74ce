using EdgeConv.Devices.Cameras;
using EdgeConv.Devices.Cameras.Names;
using EdgeConv.Devices.Cameras.Pictures;
using EdgeConv.Devices.Cameras.Programs;
using EdgeConv.Devices.Cameras.Streams;
using EdgeConv.Devices.Cameras.V4l2;

namespace EdgeConv.Tests.Devices.Cameras.Names;

public sealed class CameraNamesTests : IDisposable
{
    private readonly Workshop _shop = new();

    public void Dispose() => _shop.Dispose();

    [Theory]
    [InlineData("/dev/video0", typeof(V4l2Source), "/dev/video0", true)]
    [InlineData("v4l2:12", typeof(V4l2Source), "/dev/video12", true)]
    [InlineData("/dev/v4l/by-id/usb-Logitech,Inc-video-index0,size=640x480,fps=30,format=MJPEG,control.brightness=-3", typeof(V4l2Source), "/dev/v4l/by-id/usb-Logitech,Inc-video-index0", true)]
    [InlineData("/dev/video0,format=NM12,control.bits=4294967295", typeof(V4l2Source), "/dev/video0", true)]
    [InlineData("rpicam", typeof(RpicamSource), "rpicam", true)]
    [InlineData("rpicam:0", typeof(RpicamSource), "rpicam", true)]
    [InlineData("rpicam:1,size=640x480,fps=29.97", typeof(RpicamSource), "rpicam:1", true)]
    [InlineData("-", typeof(StreamSource), "standard input", false)]
    [InlineData("/dev/stdin", typeof(StreamSource), "standard input", false)]
    [InlineData("mjpeg:/dev/stdin,fps=5", typeof(StreamSource), "standard input", false)]
    [InlineData("y4m:/proc/self/fd/0", typeof(StreamSource), "standard input", false)]
    [InlineData("y4m:/dev/fd/63", typeof(StreamSource), "/dev/fd/63", false)]
    [InlineData("y4m:/dev/zero", typeof(StreamSource), "/dev/zero", true)]
    [InlineData("y4m:-", typeof(StreamSource), "standard input", false)]
    [InlineData("y4m:", typeof(StreamSource), "standard input", false)]
    [InlineData("mjpeg:a:b,fps=5", typeof(StreamSource), "a:b", false)]
    [InlineData("raw:yuyv:640x480", typeof(StreamSource), "standard input", false)]
    [InlineData("raw:i420:640x480:stride=704:range=full:matrix=709:/tmp/x:y", typeof(StreamSource), "/tmp/x:y", false)]
    [InlineData("raw:GREY:640x480:-", typeof(StreamSource), "standard input", false)]
    [InlineData("rtsp://me:pass@10.0.0.7:554/s?a=b,c=d,size=320x240", typeof(FfmpegSource), "rtsp://…@10.0.0.7:554/s?a=b,c=d", true)]
    [InlineData("rtsp://10.0.0.7/s@2", typeof(FfmpegSource), "rtsp://10.0.0.7/s@2", true)]
    [InlineData("ffmpeg:film.bin", typeof(FfmpegSource), "film.bin", false)]
    public void Names_are_understood(string name, Type type, string called, bool reopens)
    {
        var source = CameraNames.Parse(name);
        Assert.IsType(type, source);
        Assert.Equal(called, source.Name);
        Assert.Equal(reopens, source.Reopens);
    }

    [Theory]
    [InlineData("film.y4m", typeof(StreamSource))]
    [InlineData("film.MJPEG", typeof(StreamSource))]
    [InlineData("cat.JPG", typeof(PictureSource))]
    [InlineData("film,size=1x1.mp4", typeof(FfmpegSource))]
    [InlineData("film", typeof(FfmpegSource))]
    public void Files_are_told_by_their_endings(string name, Type type)
    {
        var source = CameraNames.Parse(_shop.Write(name, [1]));
        Assert.IsType(type, source);
        Assert.Equal(_shop.At(name), source.Name);
        Assert.False(source.Reopens);
    }

    [Theory]
    [InlineData("/dev/video0", 0)]
    [InlineData("/dev/video0,fps=0.1", 10)]
    [InlineData("rpicam,fps=0.5", 2)]
    [InlineData("rtsp://10.0.0.7/s,fps=0.01", 100)]
    [InlineData("-,fps=0.25", 4)]
    [InlineData("raw:grey:8x8", 0)]
    public void The_rate_asked_for_is_told_as_an_interval(string name, int seconds) => Assert.Equal(TimeSpan.FromSeconds(seconds), CameraNames.Parse(name).Interval);

    [Fact]
    public void Pictures_come_once_a_second_unless_asked_otherwise()
    {
        Assert.Equal(TimeSpan.FromSeconds(1), CameraNames.Parse(_shop.Folder).Interval);
        Assert.Equal(TimeSpan.FromSeconds(20), CameraNames.Parse(_shop.Folder + ",fps=0.05").Interval);
    }

    [Theory]
    [InlineData("/dev/video0", true)]
    [InlineData("rpicam", true)]
    [InlineData("rtsp://10.0.0.7/s", true)]
    [InlineData("ffmpeg:film.bin", false)]
    [InlineData("mjpeg:/tmp/pipe", false)]
    [InlineData("-", false)]
    public void Silence_is_a_loss_where_opening_again_is_a_cure(string name, bool isLoss) => Assert.Equal(isLoss, CameraNames.Parse(name).SilenceIsLoss);

    [Fact]
    public void A_fifo_is_a_pipe_and_a_folder_is_pictures()
    {
        Assert.IsType<StreamSource>(CameraNames.Parse(_shop.Fifo("pipe")));
        Assert.IsType<PictureSource>(CameraNames.Parse(_shop.Folder + ",fps=2,repeat=yes"));
    }

    [Theory]
    [InlineData("", "A camera's name is empty. Give one as in /dev/video0, rpicam, or a folder of pictures.")]
    [InlineData("v4l2:x", "v4l2:x: v4l2: is followed by a number, as in v4l2:0, which is /dev/video0.")]
    [InlineData("rpicam:front", "rpicam:front: rpicam: is followed by the camera's number, as in rpicam:0. `rpicam-vid --list-cameras` tells it.")]
    [InlineData("raw:yuyv", "raw:yuyv: raw: is followed by the format and the size, as in raw:i420:640x480:-")]
    [InlineData("raw:yuy2:640x480", "raw:yuy2:640x480: there is no format yuy2, but yuyv, uyvy, nv12, nv21, i420, rgb24, bgr24, rgba32, grey, mjpeg.")]
    [InlineData("raw:yuyv:640", "raw:yuyv:640: 640 is no size; write it as in size=640x480, with sides of 1 to 16384.")]
    [InlineData("raw:yuyv:640x480:stride=wide", "raw:yuyv:640x480:stride=wide: wide is no number of bytes from row to row; write it as in stride=704.")]
    [InlineData("raw:yuyv:640x480:range=half", "raw:yuyv:640x480:range=half: range=half is not understood. There are stride=704, range=full or limited, and matrix=601 or 709.")]
    [InlineData("raw:mjpeg:640x480", "raw:mjpeg:640x480: JPEG is not raw; write mjpeg: and the file, as in mjpeg:-")]
    [InlineData("/dev/video0,size=0x480", "/dev/video0: 0x480 is no size; write it as in size=640x480, with sides of 1 to 16384.")]
    [InlineData("/dev/video0,fps=0", "/dev/video0: 0 is no number of frames a second; write it as in fps=30, at least 0.001 and at most 1000.")]
    [InlineData("/dev/video0,fps=-5", "/dev/video0: -5 is no number of frames a second; write it as in fps=30, at least 0.001 and at most 1000.")]
    [InlineData("/dev/video0,fps=0.0001", "/dev/video0: 0.0001 is no number of frames a second; write it as in fps=30, at least 0.001 and at most 1000.")]
    [InlineData("/dev/video0,format=png", "/dev/video0: there is no format png, but yuyv, uyvy, nv12, nv21, i420, rgb24, bgr24, rgba32, grey, mjpeg.")]
    [InlineData("/dev/video0,control.gain=much", "/dev/video0: control.gain takes a whole number, not much. Menus are set by their entry's number, switches by 0 and 1.")]
    [InlineData("rpicam,format=nv12", "rpicam: this kind of camera takes no format=. It takes size=640x480, fps=30.")]
    [InlineData("-,size=1x1", "-: this kind of camera takes no size=. It takes fps=30.")]
    [InlineData("/dev/video0,sise=640x480", "/dev/video0,sise=640x480: there is no option sise. There are size=640x480, fps=30, format=yuyv, repeat=yes and control.NAME=VALUE.")]
    [InlineData("nowhere.mp4", "nowhere.mp4: there is no such file or folder. Cameras are named as in /dev/video0, rpicam, rtsp://192.168.1.7/stream, photos/ or film.mp4.")]
    public void Errors_name_the_part_and_give_an_example(string name, string message) =>
        Assert.Equal(message, Assert.Throws<CameraException>(() => CameraNames.Parse(name)).Message);

    [Fact]
    public void Rows_that_are_too_short_are_refused()
    {
        var problem = Assert.Throws<CameraException>(() => CameraNames.Parse("raw:yuyv:640x480:stride=1000"));
        Assert.StartsWith("raw:yuyv:640x480:stride=1000: such frames cannot be: ", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Repeat_is_yes_or_no() =>
        Assert.Equal($"{_shop.Folder}: repeat is yes or no, not maybe.", Assert.Throws<CameraException>(() => CameraNames.Parse(_shop.Folder + ",repeat=maybe")).Message);
}
