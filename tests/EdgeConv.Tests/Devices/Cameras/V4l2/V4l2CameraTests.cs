using System.Diagnostics;
using EdgeConv.Devices.Cameras;
using EdgeConv.Devices.Cameras.V4l2;
using EdgeConv.Devices.Interop;
using EdgeConv.Tests.Devices.Cameras.Streams;
using EdgeConv.Vision.Frames;

namespace EdgeConv.Tests.Devices.Cameras.V4l2;

public class V4l2CameraTests
{
    private const int FrameBytes = 640 * 480 * 2;
    private const string Name = "/dev/video0 (Fake Camera)";

    private readonly FakeDriver _driver = new();

    [Fact]
    public void Frames_are_copied_and_their_buffers_go_back()
    {
        using var camera = Open();
        using var frame = new Frame(camera.MaxFrameBytes);
        Assert.Equal(Name, camera.Name);
        Assert.Equal(4u, _driver.Buffers);
        Assert.True(_driver.IsStreaming);
        for (var i = 0; i < 10; i++)
        {
            var bytes = Workshop.Noise(FrameBytes, i);
            _driver.Script.Enqueue(new FakeEvent { Parts = [bytes], Sequence = (uint)i + 7, Flags = VideoConstants.MonotonicClock, Seconds = 12, Microseconds = 34 + i });
            Assert.Equal(CameraRead.Frame, Workshop.Read(camera, frame));
            Assert.Equal(bytes, frame.Bytes);
            Assert.Equal(i + 7, frame.Sequence);
            Assert.Equal(12_000_034_000 + 1000 * i, frame.CapturedAt);
            Assert.Equal(4, _driver.Queued);
        }
    }

    [Fact]
    public void Without_the_monotonic_clock_the_time_of_arrival_is_taken()
    {
        using var camera = Open();
        using var frame = new Frame(camera.MaxFrameBytes);
        _driver.Script.Enqueue(new FakeEvent { Parts = [new byte[FrameBytes]], Seconds = 1 });
        var before = Stopwatch.GetTimestamp();
        Assert.Equal(CameraRead.Frame, Workshop.Read(camera, frame));
        Assert.InRange(frame.CapturedAt, before, Stopwatch.GetTimestamp());
    }

    [Fact]
    public void Gaps_in_the_count_are_kept_and_its_end_is_passed()
    {
        using var camera = Open();
        using var frame = new Frame(camera.MaxFrameBytes);
        var numbers = new List<long>();
        foreach (var sequence in new[] { uint.MaxValue - 1, uint.MaxValue, 3u, 3u, 0u })
        {
            _driver.Script.Enqueue(new FakeEvent { Parts = [new byte[FrameBytes]], Sequence = sequence });
            Assert.Equal(CameraRead.Frame, Workshop.Read(camera, frame));
            numbers.Add(frame.Sequence - uint.MaxValue);
        }

        Assert.Equal([-1, 0, 4, 5, 6], numbers);
    }

    [Theory]
    [InlineData(VideoConstants.IsDamaged, FrameBytes)]
    [InlineData(0u, FrameBytes - 1)]
    [InlineData(0u, 0)]
    [InlineData(0u, FrameBytes + 1)]
    public void Damaged_frames_are_left_out_and_their_numbers_are_missing(uint flags, int bytesUsed)
    {
        using var camera = Open();
        using var frame = new Frame(camera.MaxFrameBytes);
        _driver.Script.Enqueue(new FakeEvent { Parts = [new byte[FrameBytes]], Flags = flags, BytesUsed = (uint)bytesUsed });
        _driver.Script.Enqueue(new FakeEvent { Parts = [new byte[FrameBytes]], Sequence = 1 });
        Assert.Equal(CameraRead.Damaged, Workshop.Read(camera, frame));
        Assert.Null(frame.Format);
        Assert.Equal(CameraRead.Frame, Workshop.Read(camera, frame));
        Assert.Equal(1, frame.Sequence);
        Assert.Equal(4, _driver.Queued);
    }

    [Fact]
    public void No_frame_in_time_is_no_error()
    {
        using var camera = Open();
        using var frame = new Frame(camera.MaxFrameBytes);
        Assert.Equal(CameraRead.TimedOut, camera.Read(frame, TimeSpan.FromMilliseconds(80), TestContext.Current.CancellationToken));
        // Another reader may have been faster.
        _driver.Script.Enqueue(new FakeEvent { Error = Errno.TryAgain });
        Assert.Equal(CameraRead.TimedOut, camera.Read(frame, TimeSpan.Zero, TestContext.Current.CancellationToken));
        using var stop = new CancellationTokenSource(50);
        Bounded.Run(() => Assert.Equal(CameraRead.TimedOut, camera.Read(frame, Timeout.InfiniteTimeSpan, stop.Token)));
    }

    [Theory]
    [InlineData(Errno.NoDevice, "taking a frame: No such device")]
    [InlineData(Errno.InputOutput, "taking a frame: Input/output error")]
    [InlineData(Errno.BrokenPipe, "taking a frame: Broken pipe")]
    public void A_camera_that_is_gone_is_told(int error, string reason)
    {
        using var camera = Open();
        using var frame = new Frame(camera.MaxFrameBytes);
        _driver.Script.Enqueue(new FakeEvent { Error = error });
        Assert.Equal($"{Name}: the camera was unplugged, or has stopped answering ({reason}).", Assert.Throws<CameraException>(() => Workshop.Read(camera, frame)).Message);
    }

    [Theory]
    [InlineData(Libc.PollFailed)]
    [InlineData(Libc.HungUp)]
    [InlineData((short)(Libc.PollFailed | Libc.Readable))]
    public void A_device_that_only_complains_is_gone(short found)
    {
        using var camera = Open();
        using var frame = new Frame(camera.MaxFrameBytes);
        _driver.Script.Enqueue(new FakeEvent { Found = found, Error = Errno.TryAgain });
        Assert.Contains("the camera was unplugged", Assert.Throws<CameraException>(() => Workshop.Read(camera, frame)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wait_that_fails_is_told()
    {
        using var camera = Open();
        using var frame = new Frame(camera.MaxFrameBytes);
        _driver.Script.Enqueue(new FakeEvent { PollError = Errno.OutOfMemory });
        Assert.Equal($"{Name}: the kernel has no memory left for its frames. Ask for smaller ones, as in size=640x480.", Assert.Throws<CameraException>(() => Workshop.Read(camera, frame)).Message);
    }

    [Fact]
    public void A_buffer_that_cannot_go_back_is_told()
    {
        using var camera = Open();
        using var frame = new Frame(camera.MaxFrameBytes);
        _driver.Script.Enqueue(new FakeEvent { Parts = [new byte[FrameBytes]] });
        _driver.Errors[VideoRequests.QueueBuffer] = Errno.Invalid;
        Assert.Equal($"{Name}: handing a buffer back failed: Invalid argument.", Assert.Throws<CameraException>(() => Workshop.Read(camera, frame)).Message);
    }

    [Fact]
    public void A_driver_that_invents_buffers_is_told()
    {
        using var camera = Open();
        using var frame = new Frame(camera.MaxFrameBytes);
        _driver.Script.Enqueue(new FakeEvent { Parts = [new byte[FrameBytes]], Index = 4 });
        Assert.Equal($"{Name}: the driver hands out buffer 4 of 4.", Assert.Throws<CameraException>(() => Workshop.Read(camera, frame)).Message);
    }

    [Fact]
    public void Disposing_in_the_middle_of_the_stream_leaves_nothing_behind()
    {
        var camera = Open();
        _driver.Script.Enqueue(new FakeEvent { Parts = [new byte[FrameBytes]] });
        camera.Dispose();
        camera.Dispose();
        Assert.False(_driver.IsStreaming);
        Assert.Equal((0, 0u, true), (_driver.Mapped, _driver.Buffers, _driver.IsClosed));
        using var frame = new Frame(1);
        Assert.Throws<ObjectDisposedException>(() => camera.Read(frame, TimeSpan.Zero, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Disposing_of_a_camera_that_is_gone_works_too()
    {
        var camera = Open();
        foreach (var request in new[] { VideoRequests.StreamOff, VideoRequests.RequestBuffers })
            _driver.Errors[request] = Errno.NoDevice;
        camera.Dispose();
        Assert.Equal((0, true), (_driver.Mapped, _driver.IsClosed));
    }

    [Theory]
    [InlineData(Errno.NoEntry, "there is no such camera. Is it plugged in? `edgeconv devices` lists those that are.")]
    [InlineData(Errno.AccessDenied, "the current user may not use it. Add the user to the group video, and log in again: sudo usermod -aG video $USER")]
    [InlineData(Errno.Busy, "it is in use by another program. To see which: fuser -v /dev/video0")]
    [InlineData(Errno.NoDevice, "the device file is there, but no camera behind it. Plug it in again.")]
    [InlineData(Errno.TooManyFiles, "it cannot be opened: Too many open files.")]
    public void Why_it_cannot_be_opened_is_told(int error, string message)
    {
        _driver.OpenError = error;
        Assert.Equal($"/dev/video0: {message}", Assert.Throws<CameraException>(Open).Message);
    }

    public static TheoryData<string, int, string> Refusals => new()
    {
        { nameof(VideoRequests.QueryCapability), Errno.NotSupportedByDevice, "/dev/video0: this is no video device. `edgeconv devices` lists the cameras." },
        { nameof(VideoRequests.SetFormat), Errno.Busy, $"{Name}: it is in use by another program. To see which: fuser -v /dev/video0" },
        { nameof(VideoRequests.SetFormat), Errno.Invalid, $"{Name}: asking for YUYV 640x480 failed: Invalid argument." },
        { nameof(VideoRequests.RequestBuffers), Errno.OutOfMemory, $"{Name}: the kernel has no memory left for its frames. Ask for smaller ones, as in size=640x480." },
        { nameof(VideoRequests.QueryBuffer), Errno.Invalid, $"{Name}: asking for a buffer failed: Invalid argument." },
        { nameof(VideoRequests.QueueBuffer), Errno.InputOutput, $"{Name}: the camera was unplugged, or has stopped answering (handing a buffer back: Input/output error)." },
        { nameof(VideoRequests.StreamOn), Errno.NoSpace, $"{Name}: the USB bus has no room for so many pictures. Plug the camera into another socket, or ask for smaller or fewer frames, or for format=mjpeg." },
        { nameof(VideoRequests.StreamOn), Errno.BrokenPipe, $"{Name}: its parts are not linked: a camera of this kind is used through rpicam or libcamera, not through its device file." },
        { nameof(VideoRequests.StreamOn), Errno.NoDevice, $"{Name}: the camera was unplugged, or has stopped answering (starting the stream: No such device)." },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void What_a_driver_refuses_is_told_and_nothing_is_left_open(string request, int error, string message)
    {
        _driver.Errors[(nuint)typeof(VideoRequests).GetField(request)!.GetValue(null)!] = error;
        Assert.Equal(message, Assert.Throws<CameraException>(Open).Message);
        Assert.Equal((0, true, false), (_driver.Mapped, _driver.IsClosed, _driver.IsStreaming));
    }

    [Fact]
    public void Memory_that_cannot_be_mapped_is_told()
    {
        _driver.MapError = Errno.OutOfMemory;
        Assert.Contains("no memory left", Assert.Throws<CameraException>(Open).Message, StringComparison.Ordinal);
        Assert.True(_driver.IsClosed);
    }

    [Fact]
    public void One_buffer_is_too_few()
    {
        _driver.MaxBuffers = 1;
        Assert.Equal($"{Name}: the driver gives 1 buffers, and at least 2 are needed. Ask for smaller frames, as in size=640x480.", Assert.Throws<CameraException>(Open).Message);
    }

    [Fact]
    public void A_device_file_without_pictures_is_told()
    {
        _driver.Capabilities = VideoConstants.CanStream;
        Assert.Equal($"{Name}: this device file gives no pictures; a camera has several, of which one does. `edgeconv devices` lists those.", Assert.Throws<CameraException>(Open).Message);
        Assert.Empty(V4l2Cameras.List(_driver));
    }

    [Fact]
    public void The_drivers_word_on_size_rows_and_colours_holds()
    {
        (_driver.RowGap, _driver.ColourSpace) = (64, 3);
        _driver.Adjust = asked => asked with { Width = 320, Height = 240, BytesPerLine = 704, SizeImage = 704 * 240, Quantization = 1 };
        using var camera = Open();
        Assert.Equal("YUYV 320x240", camera.Format.ToString());
        Assert.Equal([new FramePlane(0, 704)], camera.Format.Planes);
        Assert.Equal((ColourMatrix.Bt709, ColourRange.Full), (camera.Format.Matrix, camera.Format.Range));
        Assert.Equal(704 * 239 + 640, camera.MaxFrameBytes);
        using var frame = new Frame(camera.MaxFrameBytes);
        var bytes = Workshop.Noise(704 * 240, 1);
        _driver.Script.Enqueue(new FakeEvent { Parts = [bytes] });
        Assert.Equal(CameraRead.Frame, Workshop.Read(camera, frame));
        Assert.Equal(bytes.AsSpan(0, camera.MaxFrameBytes), frame.Bytes);
    }

    [Fact]
    public void Frames_that_cannot_be_are_refused()
    {
        _driver.Adjust = asked => asked with { BytesPerLine = 100 };
        Assert.StartsWith($"{Name}: the driver describes frames that cannot be: ", Assert.Throws<CameraException>(Open).Message, StringComparison.Ordinal);
        _driver.Adjust = asked => asked with { SizeImage = 100 };
        Assert.Equal($"{Name}: the driver describes frames that cannot be: YUYV 640x480 in 100 bytes.", Assert.Throws<CameraException>(Open).Message);
        _driver.Adjust = asked => asked with { Width = 0 };
        Assert.StartsWith($"{Name}: the driver describes frames that cannot be: ", Assert.Throws<CameraException>(Open).Message, StringComparison.Ordinal);
        _driver.Adjust = asked => asked with { PixelFormat = 0x34363248 };
        Assert.Equal($"{Name}: the driver insists on the format H264, which is not supported.", Assert.Throws<CameraException>(Open).Message);
        _driver.Adjust = asked => asked with { Field = 7 };
        Assert.Contains("half pictures", Assert.Throws<CameraException>(Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_rate_is_asked_for_and_one_that_cannot_be_set_is_no_error()
    {
        Open(new CameraOptions { FramesPerSecond = 7.5 }).Dispose();
        Assert.Equal((1000u, 7500u), (_driver.AskedInterval.Numerator, _driver.AskedInterval.Denominator));
        _driver.Errors[VideoRequests.SetParameters] = Errno.NotSupportedByDevice;
        Open(new CameraOptions { FramesPerSecond = 7.5 }).Dispose();
    }

    [Fact]
    public void Jpeg_frames_have_the_length_they_have()
    {
        _driver.Offers[0] = ("MJPG", [(640, 480, [30])]);
        using var camera = Open();
        Assert.Equal(PixelFormat.Mjpeg, camera.Format.Pixels);
        Assert.Equal(FrameBytes, camera.MaxFrameBytes);
        using var frame = new Frame(camera.MaxFrameBytes);
        var jpeg = Jpegs.Picture(640, 480, 1);
        _driver.Script.Enqueue(new FakeEvent { Parts = [jpeg] });
        _driver.Script.Enqueue(new FakeEvent { Parts = [[1, 2, 3, 4, 5, 6]], Sequence = 1 });
        Assert.Equal(CameraRead.Frame, Workshop.Read(camera, frame));
        Assert.Equal(jpeg, frame.Bytes);
        Assert.Equal(CameraRead.Damaged, Workshop.Read(camera, frame));
    }

    [Fact]
    public void Jpeg_frames_have_the_size_they_tell_whatever_the_driver_answered()
    {
        _driver.Offers[0] = ("MJPG", [(640, 480, [30])]);
        using var camera = Open();
        using var frame = new Frame(camera.MaxFrameBytes);
        _driver.Script.Enqueue(new FakeEvent { Parts = [Jpegs.Picture(648, 484, 1)] });
        _driver.Script.Enqueue(new FakeEvent { Parts = [[0xFF, 0xD8, 0xFF, 0xD9, 0, 0]], Sequence = 1 });
        _driver.Script.Enqueue(new FakeEvent { Parts = [Jpegs.Picture(640, 480, 2)], Sequence = 2 });
        Assert.Equal(CameraRead.Frame, Workshop.Read(camera, frame));
        Assert.Equal(new FrameFormat(PixelFormat.Mjpeg, 648, 484) { Range = ColourRange.Full }, frame.Format);
        Assert.Equal(frame.Format, camera.Format);
        Assert.Equal(CameraRead.Damaged, Workshop.Read(camera, frame));
        Assert.Equal(CameraRead.Frame, Workshop.Read(camera, frame));
        Assert.Equal("MJPEG 640x480", frame.Format!.ToString());
    }

    [Fact]
    public void Another_format_than_the_one_asked_for_is_refused()
    {
        _driver.Offers.Add(("UYVY", [(640, 480, [30])]));
        _driver.Adjust = asked => asked with { PixelFormat = VideoPixels.Of("UYVY")!.Code };
        Open().Dispose();
        Assert.Equal(
            $"{Name}: it was asked for yuyv, and the driver insists on UYVY. Ask for another format or size; it offers YUYV, UYVY.",
            Assert.Throws<CameraException>(() => Open(new CameraOptions { Pixels = PixelFormat.Yuyv })).Message);
        Assert.StartsWith($"{Name}: it was asked for YUYV, and", Assert.Throws<CameraException>(() => Open(new CameraOptions { DriverFormat = "YUYV" })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_size_than_the_one_asked_for_is_remarked()
    {
        using (var camera = Open(new CameraOptions { Size = new FrameSize(640, 480) }))
            Assert.Null(camera.Remark);
        _driver.Adjust = asked => asked with { Width = 320, Height = 240 };
        using (var camera = Open())
            Assert.Null(camera.Remark);
        using (var camera = Open(new CameraOptions { Size = new FrameSize(640, 480) }))
            Assert.Equal($"{Name} gives frames of 320x240, not of 640x480 as it was asked to; `edgeconv devices` lists the sizes it has.", camera.Remark);
    }

    [Theory]
    [InlineData(uint.MaxValue)]
    [InlineData(0x8000_0000)]
    [InlineData(0x2000_0000)]
    [InlineData(0x1800_0000)]
    public void Planes_beyond_all_memory_are_refused(uint stride)
    {
        _driver.Capabilities = VideoConstants.CanCaptureMultiPlane | VideoConstants.CanStream;
        _driver.Offers[0] = ("NM12", [(8, 4, [30])]);
        _driver.Planes = 2;
        _driver.Adjust = asked => asked with { BytesPerLine = stride, SizeImage = uint.MaxValue };
        Assert.StartsWith($"{Name}: the driver describes frames that cannot be: ", Assert.Throws<CameraException>(Open).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 7u, 0u, 0u, ColourMatrix.Bt601, ColourRange.Full)]
    [InlineData(1, 3u, 1u, 2u, ColourMatrix.Bt601, ColourRange.Limited)]
    [InlineData(2, 8u, 2u, 1u, ColourMatrix.Bt709, ColourRange.Full)]
    [InlineData(2, 3u, 0u, 0u, ColourMatrix.Bt709, ColourRange.Limited)]
    public void Both_interfaces_tell_the_colours(int planes, uint space, uint encoding, uint quantization, ColourMatrix matrix, ColourRange range)
    {
        if (planes == 2)
            _driver.Capabilities = VideoConstants.CanCaptureMultiPlane | VideoConstants.CanStream;
        _driver.Offers[0] = (planes == 1 ? "NV12" : "NM12", [(8, 4, [30])]);
        _driver.Planes = planes;
        _driver.Adjust = asked => asked with { ColourSpace = space, Encoding = encoding, Quantization = quantization };
        using var camera = Open(new CameraOptions { Size = new FrameSize(8, 4) });
        Assert.Equal((matrix, range), (camera.Format.Matrix, camera.Format.Range));
    }

    [Theory]
    [InlineData(1, 0u)]
    [InlineData(2, 0u)]
    [InlineData(2, 16u)]
    public void Planes_in_memory_of_their_own_are_put_together(int planes, uint dataOffset)
    {
        _driver.Capabilities = VideoConstants.CanCaptureMultiPlane | VideoConstants.CanStream;
        _driver.Offers[0] = (planes == 1 ? "NV12" : "NM12", [(8, 4, [30])]);
        (_driver.Planes, _driver.RowGap) = (planes, 8);
        _driver.Adjust = asked => asked with { SizeImage = 16 * 6 + 16 };
        using var camera = Open(new CameraOptions { Size = new FrameSize(8, 4) });
        Assert.Equal("NV12 8x4", camera.Format.ToString());
        Assert.Equal([new FramePlane(0, 16), new FramePlane(64, 16)], camera.Format.Planes);
        using var frame = new Frame(camera.MaxFrameBytes);
        var bytes = Workshop.Noise(96, 1);
        var gap = new byte[dataOffset];
        _driver.Script.Enqueue(new FakeEvent { Parts = planes == 1 ? [[.. gap, .. bytes]] : [[.. gap, .. bytes[..64]], [.. gap, .. bytes[64..]]], DataOffset = dataOffset });
        _driver.Script.Enqueue(new FakeEvent { Parts = [bytes[..16], bytes[64..]], Sequence = 1 });
        Assert.Equal(CameraRead.Frame, Workshop.Read(camera, frame));
        Assert.Equal(bytes.AsSpan(0, camera.MaxFrameBytes), frame.Bytes);
        Assert.Equal(CameraRead.Damaged, Workshop.Read(camera, frame));
    }

    [Fact]
    public void Controls_are_set_by_name()
    {
        _driver.Controls.Add((0x980900, "Brightness", -10, 10, 0, 1));
        _driver.Controls.Add((0x98090C, "White Balance, Automatic", 0, 1, 0, 2));
        _driver.Controls.Add((0x9A0901, "Old", 0, 1, VideoConstants.ControlDisabled, 1));
        _driver.Controls.Add((0x9A0902, "Temperature", 0, 1, VideoConstants.ControlReadOnly, 1));
        Open(Controls(("brightness", -3), ("white_balance_automatic", 1))).Dispose();
        Assert.Equal((-3, 1), (_driver.Values[0x980900], _driver.Values[0x98090C]));
        Assert.Equal(
            $"{Name}: it has no control old. It has: brightness, white_balance_automatic, temperature.", Assert.Throws<CameraException>(() => Open(Controls(("old", 1)))).Message);
        Assert.Equal($"{Name}: the control brightness takes -10 to 10, not 11.", Assert.Throws<CameraException>(() => Open(Controls(("brightness", 11)))).Message);
        Assert.Equal($"{Name}: the control temperature can be read only.", Assert.Throws<CameraException>(() => Open(Controls(("temperature", 1)))).Message);
        var info = Assert.Single(V4l2Cameras.List(_driver));
        Assert.Equal(["brightness=-3", "white_balance_automatic=1", "temperature=0"], info.Controls.Select(control => $"{control.Name}={control.Value}"));
    }

    [Fact]
    public void Controls_of_bits_have_no_sign()
    {
        const uint Bits = 0x8040_2010;
        _driver.Controls.Add((0x98F906, "Bits", 0, unchecked((int)Bits), 0, VideoConstants.BitMask));
        Open(Controls(("bits", Bits))).Dispose();
        Assert.Equal(unchecked((int)Bits), _driver.Values[0x98F906]);
        Assert.Equal($"{Name}: the control bits takes 0 to {Bits}, not -1.", Assert.Throws<CameraException>(() => Open(Controls(("bits", -1)))).Message);
        var control = Assert.Single(Assert.Single(V4l2Cameras.List(_driver)).Controls);
        Assert.Equal((0L, Bits, (long?)Bits), (control.Minimum, control.Maximum, control.Value));
    }

    [Fact]
    public void A_frame_from_the_future_is_from_now()
    {
        using var camera = Open();
        using var frame = new Frame(camera.MaxFrameBytes);
        _driver.Script.Enqueue(new FakeEvent { Parts = [new byte[FrameBytes]], Flags = VideoConstants.MonotonicClock, Seconds = int.MaxValue });
        var before = Stopwatch.GetTimestamp();
        Assert.Equal(CameraRead.Frame, Workshop.Read(camera, frame));
        Assert.InRange(frame.CapturedAt, before, Stopwatch.GetTimestamp());
    }

    [Fact]
    public void Exchanged_planes_of_their_own_memory_are_told_by_the_code()
    {
        _driver.Capabilities = VideoConstants.CanCaptureMultiPlane | VideoConstants.CanStream;
        _driver.Offers[0] = ("YM21", [(8, 4, [30])]);
        _driver.Planes = 3;
        using var camera = Open(new CameraOptions { Size = new FrameSize(8, 4), DriverFormat = "YM21" });
        Assert.Equal("I420 8x4", camera.Format.ToString());
        // The fake's rows are as long in each plane: 8 bytes, four rows of Y, two of Cr, two of Cb.
        Assert.Equal([new FramePlane(0, 8), new FramePlane(48, 8), new FramePlane(32, 8)], camera.Format.Planes);
    }

    [Fact]
    public void Frames_cost_no_managed_memory()
    {
        const int Frames = 20;
        using var camera = Open();
        using var frame = new Frame(camera.MaxFrameBytes);
        for (var i = 0; i < Frames + 5; i++)
            _driver.Script.Enqueue(new FakeEvent { Parts = [], BytesUsed = FrameBytes, Sequence = (uint)i });
        for (var i = 0; i < 5; i++)
            Workshop.Read(camera, frame);
        var token = TestContext.Current.CancellationToken;
        var driver = _driver.Cost;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Frames; i++)
            camera.Read(frame, Workshop.Soon, token);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before - (_driver.Cost - driver));
        Assert.Equal(Frames + 4, frame.Sequence);
    }

    [Fact]
    public void A_listing_tells_what_there_is()
    {
        _driver.Offers.Add(("H264", [(1920, 1080, [30, 60])]));
        var info = Assert.Single(V4l2Cameras.List(_driver));
        Assert.Equal(("/dev/video0", "Fake Camera", "fake", "usb-1", null), (info.Path, info.Name, info.Driver, info.Bus, info.Problem));
        Assert.Equal(["YUYV", "H264"], info.Formats.Select(format => format.Code));
        Assert.Equal([PixelFormat.Yuyv, null], info.Formats.Select(format => format.Pixels));
        Assert.Equal([60, 30], info.Formats[1].Sizes[0].Rates.Values);
        Assert.True(_driver.IsClosed);
        _driver.OpenError = Errno.AccessDenied;
        Assert.Contains("group video", Assert.Single(V4l2Cameras.List(_driver)).Problem, StringComparison.Ordinal);
        _driver.OpenError = Errno.NoDevice;
        Assert.Empty(V4l2Cameras.List(_driver));
    }

    private ICamera Open() => Open(CameraOptions.None);

    private ICamera Open(CameraOptions options) => new V4l2Source("/dev/video0", options, _driver).Open();

    private static CameraOptions Controls(params (string Name, long Value)[] controls) =>
        controls.Aggregate(CameraOptions.None, (options, control) => options with { Controls = options.Controls.SetItem(control.Name, control.Value) });
}
