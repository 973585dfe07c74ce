using System.Diagnostics;
using EdgeConv.Devices.Cameras;
using EdgeConv.Devices.Cameras.Programs;
using EdgeConv.Vision.Frames;

namespace EdgeConv.Tests.Devices.Cameras.Programs;

public sealed class FfmpegSourceTests : IDisposable
{
    private const int FrameBytes = 6 * 4 * 3 / 2;

    private readonly Workshop _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public void A_file_is_played_to_its_end()
    {
        var film = Film(2);
        using var camera = File("cat " + film).Open();
        using var frame = new Frame(camera.MaxFrameBytes);
        Assert.Equal("I420 6x4", camera.Format.ToString());
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(CameraRead.Frame, Workshop.Read(camera, frame));
            Assert.Equal(Workshop.Noise(FrameBytes, i), frame.Bytes);
        }

        Assert.Equal(CameraRead.Ended, Workshop.Read(camera, frame));
    }

    [Fact]
    public void The_end_of_a_network_camera_is_its_loss()
    {
        var source = new FfmpegSource("rtsp://me:secret@10.0.0.7/s", CameraOptions.None) { Program = _shop.Program("fake", $"cat {Film(1)}", "echo 'rtsp://me:secret@10.0.0.7/s: Connection reset' >&2") };
        Assert.True(source.Reopens);
        using var camera = source.Open();
        using var frame = new Frame(camera.MaxFrameBytes);
        Assert.Equal(CameraRead.Frame, Workshop.Read(camera, frame));
        var problem = Assert.Throws<CameraException>(() => Workshop.Read(camera, frame));
        Assert.Equal("rtsp://…@10.0.0.7/s: fake ended with exit code 0: rtsp://…@10.0.0.7/s: Connection reset", problem.Message);
    }

    [Fact]
    public void A_program_that_fails_is_quoted()
    {
        var problem = Assert.Throws<CameraException>(File("echo 'line one' >&2", "echo 'Error opening input' >&2", "exit 3").Open);
        Assert.Equal("film.mp4: fake ended with exit code 3: Error opening input", problem.Message);
        Assert.True(problem.IsFinal);
    }

    [Fact]
    public void A_program_that_dies_between_frames_is_quoted()
    {
        using var camera = File($"cat {Film(1)}", "printf 'FRAME\\nxx'", "echo 'disk full' >&2", "exit 1").Open();
        using var frame = new Frame(camera.MaxFrameBytes);
        Assert.Equal(CameraRead.Frame, Workshop.Read(camera, frame));
        Assert.Equal(CameraRead.Damaged, Workshop.Read(camera, frame));
        Assert.Equal("film.mp4: fake ended with exit code 1: disk full", Assert.Throws<CameraException>(() => Workshop.Read(camera, frame)).Message);
    }

    [Fact]
    public void A_program_that_hangs_is_given_up_and_stopped()
    {
        var pid = _shop.At("pid");
        var program = _shop.Program("fake", $"echo $$ > {pid}", "exec sleep 600");
        // Where the machine stands still it may be given up before it has said who it is.
        for (var seconds = 2; !System.IO.File.Exists(pid) && seconds <= 32; seconds *= 4)
        {
            var source = new FfmpegSource("film.mp4", CameraOptions.None) { Program = program, Patience = TimeSpan.FromSeconds(seconds) };
            Assert.Equal($"film.mp4: nothing came for {seconds} s. Is whatever writes the frames running?", Assert.Throws<CameraException>(source.Open).Message);
        }

        AssertGone(pid);
    }

    [Fact]
    public void Disposing_stops_the_program_and_what_it_started()
    {
        var pid = _shop.At("pid");
        using (var camera = File($"echo $$ > {pid}", $"cat {Film(1)}", "sleep 600 &", "wait").Open())
        using (var frame = new Frame(camera.MaxFrameBytes))
        {
            Assert.Equal(CameraRead.Frame, Workshop.Read(camera, frame));
            Assert.Equal(CameraRead.TimedOut, camera.Read(frame, TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken));
        }

        AssertGone(pid);
    }

    [Fact]
    public void A_program_that_talks_without_end_does_not_block_its_frames()
    {
        // A pipe holds 64 KiB: without someone who reads it, the program would never come to its frames.
        using var camera = File("head -c 300000 /dev/zero | tr '\\0' 'x' >&2", $"cat {Film(1)}").Open();
        using var frame = new Frame(camera.MaxFrameBytes);
        Assert.Equal(CameraRead.Frame, Workshop.Read(camera, frame));
    }

    [Fact]
    public void Dribbled_bytes_make_a_frame()
    {
        var film = Film(1);
        using var camera = File($"head -c 40 {film}", "sleep 0.2", $"tail -c +41 {film} | head -c 10", "sleep 0.2", $"tail -c +51 {film}").Open();
        using var frame = new Frame(camera.MaxFrameBytes);
        Assert.Equal(CameraRead.Frame, Workshop.Read(camera, frame));
        Assert.Equal(Workshop.Noise(FrameBytes, 0), frame.Bytes);
    }

    [Fact]
    public void A_missing_program_is_told_with_the_cure()
    {
        var source = new FfmpegSource("film.mp4", CameraOptions.None) { Program = _shop.At("nothing") };
        Assert.Equal($"film.mp4: the program {_shop.At("nothing")} is not installed. Install it: sudo apt install ffmpeg.", Assert.Throws<CameraException>(source.Open).Message);
    }

    [Theory]
    [InlineData("-rf.mp4; reboot", "-re -i file:-rf.mp4; reboot -an -sn -dn -vf scale=out_color_matrix=bt601:out_range=limited -pix_fmt yuv420p")]
    [InlineData("rtsp://cam/s", "-rtsp_transport tcp -i rtsp://cam/s -an")]
    [InlineData("http://cam/s", "error -i http://cam/s -an")]
    public void Names_are_arguments_and_never_commands(string input, string arguments) =>
        Assert.Contains(arguments, string.Join(' ', new FfmpegSource(input, CameraOptions.None).Arguments), StringComparison.Ordinal);

    [Fact]
    public void Size_and_rate_become_filters() =>
        Assert.Contains("-vf fps=12.5,scale=320:240:out_color_matrix=bt601:out_range=limited -pix_fmt", string.Join(' ', new FfmpegSource("a", new CameraOptions { Size = new FrameSize(320, 240), FramesPerSecond = 12.5 }).Arguments), StringComparison.Ordinal);

    [Theory]
    [InlineData("bt709", "tv")]
    [InlineData("bt709", "pc")]
    [InlineData("smpte170m", "tv")]
    public void A_films_colours_become_those_that_y4m_readers_take_them_for(string matrix, string range)
    {
        Assert.SkipUnless((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => System.IO.File.Exists(Path.Combine(folder, "ffmpeg"))), "needs ffmpeg");
        var film = _shop.At("red.mkv");
        string[] arguments =
        [
            "-hide_banner", "-loglevel", "error", "-f", "lavfi", "-i", "color=c=red:s=64x48:d=0.3:r=10,format=rgb24",
            "-vf", $"scale=out_color_matrix={matrix}:out_range={range},format=yuv420p", "-colorspace", matrix, "-color_range", range, "-c:v", "ffv1", film,
        ];
        using (var making = Bounded.Started(Process.Start("ffmpeg", arguments)))
        {
            making.WaitForExit();
            Assert.Equal(0, making.ExitCode);
        }

        using var camera = new FfmpegSource(film, CameraOptions.None).Open();
        using var frame = new Frame(camera.MaxFrameBytes);
        Assert.Equal(CameraRead.Frame, Workshop.Read(camera, frame));
        Assert.Equal((ColourMatrix.Bt601, ColourRange.Limited), (frame.Format!.Matrix, frame.Format.Range));
        // Red of BT.601: 81, 90, 240. Two conversions may be a level or two off; as BT.709 Y would be 63.
        foreach (var (plane, expected) in new[] { (0, 81), (1, 90), (2, 240) })
            Assert.InRange(frame.Bytes[frame.Format.Planes[plane].Offset], expected - 3, expected + 3);
    }

    private FfmpegSource File(params string[] lines) => new("film.mp4", CameraOptions.None) { Program = _shop.Program("fake", lines) };

    private string Film(int frames)
    {
        var bytes = new List<byte>("YUV4MPEG2 W6 H4 F25:1 C420jpeg\n"u8.ToArray());
        for (var i = 0; i < frames; i++)
            bytes.AddRange([.. "FRAME\n"u8, .. Workshop.Noise(FrameBytes, i)]);
        return _shop.Write("film.y4m", [.. bytes]);
    }

    private static void AssertGone(string pidFile)
    {
        var pid = int.Parse(System.IO.File.ReadAllText(pidFile), System.Globalization.CultureInfo.InvariantCulture);
        var watch = Stopwatch.StartNew();
        while (Directory.Exists($"/proc/{pid}") && watch.Elapsed < Workshop.Soon)
            Thread.Sleep(20);
        Assert.False(Directory.Exists($"/proc/{pid}"), "the program still runs, or was not reaped");
    }
}
