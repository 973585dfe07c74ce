using EdgeConv.Devices.Cameras;
using EdgeConv.Devices.Cameras.Programs;
using EdgeConv.Vision.Frames;

namespace EdgeConv.Tests.Devices.Cameras.Programs;

public sealed class RpicamSourceTests : IDisposable
{
    private readonly Workshop _shop = new();

    public void Dispose() => _shop.Dispose();

    [Theory]
    [InlineData(640, 480, null, 640)]
    [InlineData(780, 360, null, 832)]
    [InlineData(780, 360, 449_280, 832)]
    [InlineData(780, 360, 483_840, 896)]
    [InlineData(96, 96, 3_538_944 / 96, 256)]
    public void Rows_are_as_long_as_the_frames_bytes_say(int width, int height, int? frameBytes, int stride) =>
        Assert.Equal(stride, RpicamRows.Stride(new FrameSize(width, height), frameBytes, "rpicam"));

    [Theory]
    [InlineData(640, 480, 460_801)]
    [InlineData(640, 480, 230_400)]
    public void Frames_of_another_size_are_refused(int width, int height, int frameBytes)
    {
        var problem = Assert.Throws<CameraException>(() => RpicamRows.Stride(new FrameSize(width, height), frameBytes, "rpicam"));
        Assert.Contains("the camera changed the size", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Viewfinder frame 0\nFileOutput: output buffer 0x7f98 size 506880\nViewfinder frame 1\n", 506_880)]
    [InlineData("FileOutput: output buffer 0x7f98 size 50", null)]
    [InlineData("FileOutput: output buffer 0x7f98 size 50\n", 50)]
    [InlineData("[0:1] INFO Camera configuring streams: (0) 640x480-YUV420\n", null)]
    [InlineData("FileOutput: output buffer 0x7f98 size\n", null)]
    public void The_programs_words_are_understood(string words, int? bytes) => Assert.Equal(bytes, RpicamRows.ToldFrameBytes(words));

    [Fact]
    public void Padded_rows_are_told_by_the_format()
    {
        var bytes = Workshop.Noise(128 * 4 * 3 / 2, 1);
        _shop.Program(
            "rpicam-vid", "echo \"$@\" > " + _shop.At("arguments"), "echo 'FileOutput: output buffer 0x1 size 768' >&2", "cat " + _shop.Write("film", bytes), "exec sleep 600");
        var source = new RpicamSource(1, new CameraOptions { Size = new FrameSize(70, 4), FramesPerSecond = 15 }) { SearchPath = "/nowhere:" + _shop.Folder };
        using var camera = source.Open();
        using var frame = new Frame(camera.MaxFrameBytes);
        Assert.Equal(CameraRead.Frame, Workshop.Read(camera, frame));
        Assert.Equal(bytes, frame.Bytes);
        Assert.Equal([new FramePlane(0, 128), new FramePlane(512, 64), new FramePlane(640, 64)], frame.Format!.Planes);
        Assert.Equal((ColourMatrix.Bt601, ColourRange.Full), (frame.Format.Matrix, frame.Format.Range));
        Assert.Equal(
            "--camera 1 --codec yuv420 --width 70 --height 4 --framerate 15 --timeout 0 --nopreview --flush --verbose --output -\n",
            File.ReadAllText(_shop.At("arguments")));
    }

    [Fact]
    public void Older_programs_say_nothing_and_pad_to_64()
    {
        var bytes = Workshop.Noise(128 * 4 * 3 / 2, 2);
        _shop.Program("libcamera-vid", "cat " + _shop.Write("film", bytes), "exec sleep 600");
        using var camera = new RpicamSource(0, new CameraOptions { Size = new FrameSize(70, 4) }) { SearchPath = _shop.Folder }.Open();
        using var frame = new Frame(camera.MaxFrameBytes);
        Assert.Equal(CameraRead.Frame, Workshop.Read(camera, frame));
        Assert.Equal(bytes, frame.Bytes);
        Assert.Equal(128, frame.Format!.Planes[0].Stride);
    }

    [Fact]
    public void A_camera_that_is_not_there_is_told_in_the_programs_words()
    {
        _shop.Program("rpicam-vid", "echo 'ERROR: *** no cameras available ***' >&2", "exit 255");
        var source = new RpicamSource(0, CameraOptions.None) { SearchPath = _shop.Folder };
        Assert.Equal("rpicam: rpicam-vid ended with exit code 255: ERROR: *** no cameras available ***", Assert.Throws<CameraException>(source.Open).Message);
    }

    [Fact]
    public void A_program_that_ends_was_lost()
    {
        _shop.Program("rpicam-vid", "echo 'FileOutput: output buffer 0x1 size 768' >&2", "head -c 768 /dev/zero");
        using var camera = new RpicamSource(0, new CameraOptions { Size = new FrameSize(128, 4) }) { SearchPath = _shop.Folder }.Open();
        using var frame = new Frame(camera.MaxFrameBytes);
        Assert.Equal(CameraRead.Frame, Workshop.Read(camera, frame));
        Assert.StartsWith("rpicam: rpicam-vid ended with exit code 0", Assert.Throws<CameraException>(() => Workshop.Read(camera, frame)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_program_the_cure_is_told()
    {
        var problem = Assert.Throws<CameraException>(new RpicamSource(0, CameraOptions.None) { SearchPath = _shop.Folder }.Open);
        Assert.StartsWith("rpicam: the program rpicam-vid is not installed. Install it: sudo apt install rpicam-apps-lite", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Odd_sides_are_refused_before_anything_starts() =>
        Assert.Contains("both sides must be even", Assert.Throws<CameraException>(new RpicamSource(0, new CameraOptions { Size = new FrameSize(641, 480) }).Open).Message, StringComparison.Ordinal);
}
