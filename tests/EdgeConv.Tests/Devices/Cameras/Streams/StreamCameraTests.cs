using System.Diagnostics;
using EdgeConv.Devices.Cameras;
using EdgeConv.Devices.Cameras.Names;
using EdgeConv.Devices.Cameras.Streams;
using EdgeConv.Vision.Frames;
using static EdgeConv.Tests.Awaiting;

namespace EdgeConv.Tests.Devices.Cameras.Streams;

public sealed class StreamCameraTests : IDisposable
{
    private static readonly FrameLayout Layout = FrameLayout.Of(PixelFormat.I420, 64, 48);

    private readonly Workshop _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public void Raw_frames_of_a_file_come_in_order_and_then_it_ends()
    {
        var bytes = Workshop.Noise(Layout.Bytes * 3, 1);
        using var camera = new StreamSource(_shop.Write("film.raw", bytes), StreamKind.Raw, Layout).Open();
        using var frame = new Frame(camera.MaxFrameBytes);
        for (var i = 0; i < 3; i++)
        {
            var before = Now();
            Assert.Equal(CameraRead.Frame, Workshop.Read(camera, frame));
            Assert.Equal(bytes.AsSpan(i * Layout.Bytes, Layout.Bytes), frame.Bytes);
            Assert.Equal(i, frame.Sequence);
            Assert.Equal(Layout.Format, frame.Format);
            Assert.InRange(frame.CapturedAt, before, Now());
        }

        Assert.Equal(CameraRead.Ended, Workshop.Read(camera, frame));
        Assert.Equal(CameraRead.Ended, Workshop.Read(camera, frame));
    }

    [Fact]
    public void Half_a_frame_at_the_end_is_damage_and_then_it_ends()
    {
        using var camera = new StreamSource(_shop.Write("film.raw", Workshop.Noise(Layout.Bytes * 3 / 2, 2)), StreamKind.Raw, Layout).Open();
        using var frame = new Frame(camera.MaxFrameBytes);
        Assert.Equal(CameraRead.Frame, Workshop.Read(camera, frame));
        Assert.Equal(CameraRead.Damaged, Workshop.Read(camera, frame));
        Assert.Equal(CameraRead.Ended, Workshop.Read(camera, frame));
        Assert.Equal(CameraRead.Ended, Workshop.Read(camera, frame));
    }

    [Fact]
    public void A_frame_that_comes_in_drops_is_put_together_across_waits_that_end_in_time()
    {
        var path = _shop.Fifo("pipe");
        var bytes = Workshop.Noise(Layout.Bytes * 2, 3);
        using var camera = new StreamSource(path, StreamKind.Raw, Layout).Open();
        using var frame = new Frame(camera.MaxFrameBytes);
        using var writer = new FileStream(path, FileMode.Open, FileAccess.Write);
        var cuts = new[] { 0, 1, 1000, Layout.Bytes - 1, Layout.Bytes + 7, bytes.Length };
        var got = 0;
        for (var i = 1; i < cuts.Length; i++)
        {
            writer.Write(bytes.AsSpan(cuts[i - 1]..cuts[i]));
            writer.Flush();
            for (; got < cuts[i] / Layout.Bytes; got++)
            {
                Assert.Equal(CameraRead.Frame, Workshop.Read(camera, frame));
                Assert.Equal(bytes.AsSpan(got * Layout.Bytes, Layout.Bytes), frame.Bytes);
            }

            Assert.Equal(CameraRead.TimedOut, camera.Read(frame, TimeSpan.FromMilliseconds(30), TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public void A_silent_pipe_holds_nobody_beyond_the_timeout()
    {
        var path = _shop.Fifo("pipe");
        using var camera = new StreamSource(path, StreamKind.Raw, Layout).Open();
        using var frame = new Frame(camera.MaxFrameBytes);
        foreach (var milliseconds in new[] { 0, 20, 200 })
        {
            var watch = Stopwatch.StartNew();
            Assert.Equal(CameraRead.TimedOut, camera.Read(frame, TimeSpan.FromMilliseconds(milliseconds), TestContext.Current.CancellationToken));
            Assert.True(watch.ElapsedMilliseconds >= milliseconds - 1, $"{watch.ElapsedMilliseconds} ms");
            Assert.True(watch.Elapsed < Workshop.Soon, $"{watch.ElapsedMilliseconds} ms");
        }
    }

    [Fact]
    public void Cancellation_ends_the_wait()
    {
        using var camera = new StreamSource(_shop.Fifo("pipe"), StreamKind.Raw, Layout).Open();
        using var frame = new Frame(camera.MaxFrameBytes);
        using var stop = new CancellationTokenSource(100);
        var watch = Stopwatch.StartNew();
        Bounded.Run(() => Assert.Equal(CameraRead.TimedOut, camera.Read(frame, Timeout.InfiniteTimeSpan, stop.Token)));
        Assert.True(watch.Elapsed < Workshop.Soon);
    }

    [Fact]
    public void Cancellation_ends_the_wait_for_the_first_bytes()
    {
        using var stop = new CancellationTokenSource(100);
        var source = new StreamSource(_shop.Fifo("pipe"), StreamKind.Y4m);
        var watch = Stopwatch.StartNew();
        Bounded.Run(() => Assert.Throws<OperationCanceledException>(() => source.Open(stop.Token)));
        Assert.True(watch.Elapsed < Workshop.Soon);
    }

    [Fact]
    public void The_frame_is_left_alone_until_one_has_come()
    {
        using var camera = new StreamSource(_shop.Write("film.raw", Workshop.Noise(Layout.Bytes + 100, 4)), StreamKind.Raw, Layout).Open();
        using var frame = new Frame(camera.MaxFrameBytes);
        Assert.Equal(CameraRead.Frame, Workshop.Read(camera, frame));
        var before = frame.Bytes.ToArray();
        Assert.Equal(CameraRead.Damaged, Workshop.Read(camera, frame));
        Assert.Equal(CameraRead.Ended, Workshop.Read(camera, frame));
        Assert.Equal(before, frame.Bytes);
        Assert.Equal(0, frame.Sequence);
    }

    [Fact]
    public void A_fifo_ends_with_its_writer_and_can_be_opened_again()
    {
        var path = _shop.Fifo("pipe");
        var source = new StreamSource(path, StreamKind.Raw, Layout);
        Assert.True(source.Reopens);
        for (var seed = 5; seed < 7; seed++)
        {
            using var camera = source.Open();
            using var frame = new Frame(camera.MaxFrameBytes);
            Assert.Equal(CameraRead.TimedOut, camera.Read(frame, TimeSpan.Zero, TestContext.Current.CancellationToken));
            var bytes = Workshop.Noise(Layout.Bytes, seed);
            using (var writer = new FileStream(path, FileMode.Open, FileAccess.Write))
                writer.Write(bytes);
            Assert.Equal(CameraRead.Frame, Workshop.Read(camera, frame));
            Assert.Equal(bytes, frame.Bytes);
            Assert.Equal(CameraRead.Ended, Workshop.Read(camera, frame));
        }
    }

    [Fact]
    public void A_file_is_played_at_the_rate_asked_for()
    {
        using var camera = new StreamSource(_shop.Write("film.raw", new byte[Layout.Bytes * 3]), StreamKind.Raw, Layout, framesPerSecond: 20).Open();
        using var frame = new Frame(camera.MaxFrameBytes);
        Assert.Equal(CameraRead.Frame, Workshop.Read(camera, frame));
        var first = frame.CapturedAt;
        Assert.Equal(CameraRead.Frame, Workshop.Read(camera, frame));
        Assert.Equal(CameraRead.Frame, Workshop.Read(camera, frame));
        Assert.True(frame.CapturedAt - first >= 100_000_000, $"{frame.CapturedAt - first} ns");
    }

    [Fact]
    public void Who_does_not_wait_for_the_next_frame_of_a_slow_film_gets_none()
    {
        using var camera = new StreamSource(_shop.Write("film.raw", new byte[Layout.Bytes * 2]), StreamKind.Raw, Layout, framesPerSecond: 0.01).Open();
        using var frame = new Frame(camera.MaxFrameBytes);
        Assert.Equal(CameraRead.Frame, Workshop.Read(camera, frame));
        Assert.Equal(CameraRead.TimedOut, camera.Read(frame, TimeSpan.Zero, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Frames_cost_no_managed_memory()
    {
        const int Frames = 50;
        using var camera = new StreamSource(_shop.Write("film.raw", new byte[Layout.Bytes * (Frames + 10)]), StreamKind.Raw, Layout).Open();
        using var frame = new Frame(camera.MaxFrameBytes);
        for (var i = 0; i < 10; i++)
            Workshop.Read(camera, frame);
        var token = TestContext.Current.CancellationToken;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Frames; i++)
            camera.Read(frame, Workshop.Soon, token);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal(Frames + 9, frame.Sequence);
    }

    [Fact]
    public void A_missing_file_is_told()
    {
        var problem = Assert.Throws<CameraException>(() => new StreamSource(_shop.At("none.raw"), StreamKind.Raw, Layout).Open());
        Assert.Equal($"{_shop.At("none.raw")}: there is no such file. Check the spelling and the current folder.", problem.Message);
        Assert.False(problem.IsFinal);
    }

    [Fact]
    public void A_pipe_that_says_nothing_of_its_format_is_given_up()
    {
        var source = new StreamSource(_shop.Fifo("pipe"), StreamKind.Unknown) { Patience = TimeSpan.FromMilliseconds(100) };
        var problem = Assert.Throws<CameraException>(source.Open);
        Assert.Equal($"{_shop.At("pipe")}: nothing came for 0 s. Is whatever writes the frames running?", problem.Message);
    }

    [Fact]
    public void A_pipe_that_pauses_in_what_tells_its_format_is_waited_for() => Bounded.Run(() =>
    {
        var path = _shop.Fifo("pipe");
        var source = new StreamSource(path, StreamKind.Unknown) { Patience = TimeSpan.FromMilliseconds(30) };
        using var told = new ManualResetEvent(false);
        var messages = new List<string>();
        var writing = new Thread(() =>
        {
            using var writer = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0);
            writer.Write("YUV4MPEG2 W6"u8);
            told.WaitOne();
            writer.Write("4 H48 C420jpeg\nFRAME\n"u8);
            writer.Write(new byte[Layout.Bytes]);
        });
        writing.IsBackground = true;
        writing.Start();
        using var camera = source.Open(TestContext.Current.CancellationToken, message =>
        {
            messages.Add(message);
            // Once for a pipe without a writer it may be, but surely for one that has written half a line.
            if (messages.Count == 20)
                told.Set();
        });
        Assert.Equal("I420 64x48", camera.Format.ToString());
        Assert.All(messages, message => Assert.Equal($"{path}: nothing came for 0 s. Is whatever writes the frames running?", message));
        using var frame = new Frame(camera.MaxFrameBytes);
        Assert.Equal(CameraRead.Frame, Workshop.Read(camera, frame));
        writing.Join();
    });

    [Fact]
    public void A_writer_that_waits_for_its_reader_loses_nothing() => Bounded.Run(() =>
    {
        // More than a pipe holds: a writer whose reader has only looked in is killed before the end.
        const int Frames = 100;
        var film = "YUV4MPEG2 W64 H48\n"u8.ToArray().Concat(Enumerable.Range(0, Frames).SelectMany(_ => "FRAME\n"u8.ToArray().Concat(new byte[Layout.Bytes])));
        var path = _shop.Fifo("pipe");
        using var writer = Bounded.Started(Process.Start(_shop.Program("writer", $"echo > {_shop.At("started")}", $"exec cat {_shop.Write("film.y4m", [.. film])} > {path}")));
        Until(() => File.Exists(_shop.At("started")));
        Pause(200);
        var source = CameraNames.Parse(path);
        Assert.True(source.Reopens);
        Pause(200);
        using var camera = source.Open();
        using var frame = new Frame(camera.MaxFrameBytes);
        for (var i = 0; i < Frames; i++)
            Assert.Equal(CameraRead.Frame, Workshop.Read(camera, frame));
        Assert.Equal(CameraRead.Ended, Workshop.Read(camera, frame));
        writer.WaitForExit();
        Assert.Equal(0, writer.ExitCode);
    });

    [Fact]
    public void Endless_garbage_is_given_up_when_its_time_is_over() => Bounded.Run(() =>
    {
        var source = new StreamSource("/dev/zero", StreamKind.Mjpeg) { Patience = TimeSpan.FromMilliseconds(200) };
        var problem = Assert.Throws<CameraException>(source.Open);
        Assert.Equal("/dev/zero: no whole picture in 0 s, though bytes came. MJPEG is JPEG files one after the other, of at most 4 MiB each, as `ffmpeg -i INPUT -f mjpeg -` writes them.", problem.Message);
    });

    [Fact]
    public void Cancellation_ends_the_search_in_endless_garbage() => Bounded.Run(() =>
    {
        using var stop = new CancellationTokenSource(100);
        Assert.Throws<OperationCanceledException>(() => new StreamSource("/dev/zero", StreamKind.Mjpeg) { Patience = TimeSpan.FromHours(1) }.Open(stop.Token));
    });

    [Fact]
    public void What_a_pipes_next_writer_may_do_better_is_no_final_failure() => Bounded.Run(() =>
    {
        var path = _shop.Fifo("pipe");
        var writing = new Thread(() => File.WriteAllText(path, "MOVIE of something")) { IsBackground = true };
        writing.Start();
        Assert.False(Assert.Throws<CameraException>(new StreamSource(path, StreamKind.Unknown).Open).IsFinal);
        writing.Join();
    });

    [Theory]
    [InlineData("", "there is nothing in it: it ended before the first frame.")]
    [InlineData("MOVIE of something", "the first bytes are neither y4m nor JPEG. Raw frames must be described, as in raw:i420:640x480:-")]
    [InlineData("YUV4", "it ended within the first frame.")]
    public void What_is_no_film_is_told(string contents, string message)
    {
        var path = _shop.Write("film", System.Text.Encoding.ASCII.GetBytes(contents));
        var problem = Assert.Throws<CameraException>(() => new StreamSource(path, StreamKind.Unknown).Open());
        Assert.Equal($"{path}: {message}", problem.Message);
        Assert.True(problem.IsFinal);
    }

    private static long Now() => Stopwatch.GetTimestamp();
}
