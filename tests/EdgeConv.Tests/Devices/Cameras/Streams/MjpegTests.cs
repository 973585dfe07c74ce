using EdgeConv.Devices.Cameras;
using EdgeConv.Devices.Cameras.Streams;
using EdgeConv.Vision.Frames;

namespace EdgeConv.Tests.Devices.Cameras.Streams;

public sealed class MjpegTests : IDisposable
{
    private readonly Workshop _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public void Pictures_are_told_apart_and_each_has_its_size()
    {
        byte[][] pictures = [Jpegs.Picture(64, 48, 1), Jpegs.Picture(64, 48, 10), Jpegs.Picture(32, 24, 20)];
        byte[] film = [.. pictures[0], .. pictures[1], .. "\r\n--frame\r\nContent-Type: image/jpeg\r\n\r\n"u8, .. pictures[2]];
        using var camera = new StreamSource(_shop.Write("film.mjpeg", film), StreamKind.Unknown).Open();
        using var frame = new Frame(camera.MaxFrameBytes);
        Assert.Equal(new FrameFormat(PixelFormat.Mjpeg, 64, 48) { Range = ColourRange.Full }, camera.Format);
        for (var i = 0; i < pictures.Length; i++)
        {
            Assert.Equal(CameraRead.Frame, Workshop.Read(camera, frame));
            Assert.Equal(pictures[i], frame.Bytes);
            Assert.Equal(i, frame.Sequence);
            Assert.Equal(i < 2 ? 64 : 32, frame.Format!.Width);
        }

        Assert.Equal(CameraRead.Ended, Workshop.Read(camera, frame));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(1000)]
    public void However_the_bytes_come_the_pictures_are_the_same(int step)
    {
        byte[][] pictures = [Jpegs.Picture(64, 48, 1), Jpegs.Picture(8, 8, 2), Jpegs.Picture(9, 9, 3)];
        byte[] film = [1, 2, 3, .. pictures[0], .. pictures[1], 0xFF, .. pictures[2]];
        var parser = new MjpegFrames();
        var found = new List<byte[]>();
        var (start, end) = (0, 0);
        while (end < film.Length || found.Count < pictures.Length)
        {
            var cut = parser.Next(film.AsSpan(start..end));
            if (cut.Kind == CutKind.Frame)
                found.Add(film.AsSpan(start + cut.Start, cut.Length).ToArray());
            Assert.NotEqual(CutKind.Damaged, cut.Kind);
            start += cut.Consumed;
            if (cut.Kind == CutKind.More)
            {
                Assert.True(end < film.Length, "bytes were left over");
                end = Math.Min(end + step, film.Length);
            }
        }

        Assert.Equal(pictures, found);
    }

    [Fact]
    public void A_picture_that_breaks_off_is_damage_and_the_next_is_whole()
    {
        byte[][] pictures = [Jpegs.Picture(64, 48, 1), Jpegs.Picture(64, 48, 2), Jpegs.Picture(64, 48, 3)];
        byte[] film = [.. pictures[0], .. pictures[1][..^700], .. pictures[2]];
        using var camera = new StreamSource(_shop.Write("film.mjpeg", film), StreamKind.Mjpeg).Open();
        using var frame = new Frame(camera.MaxFrameBytes);
        Assert.Equal(CameraRead.Frame, Workshop.Read(camera, frame));
        Assert.Equal(CameraRead.Damaged, Workshop.Read(camera, frame));
        Assert.Equal(pictures[0], frame.Bytes);
        Assert.Equal(CameraRead.Frame, Workshop.Read(camera, frame));
        Assert.Equal(pictures[2], frame.Bytes);
        Assert.Equal(2, frame.Sequence);
    }

    [Theory]
    [InlineData(0, CameraRead.Ended)]
    [InlineData(20, CameraRead.Damaged)]
    public void A_last_picture_that_breaks_off_is_damage_and_what_stands_between_pictures_is_not(int pictureBytes, CameraRead expected)
    {
        byte[] film = [.. Jpegs.Picture(64, 48, 1), .. "\r\n--frame\r\n"u8, .. Jpegs.Picture(64, 48, 2)[..pictureBytes]];
        using var camera = new StreamSource(_shop.Write("film.mjpeg", film), StreamKind.Mjpeg).Open();
        using var frame = new Frame(camera.MaxFrameBytes);
        Assert.Equal(CameraRead.Frame, Workshop.Read(camera, frame));
        Assert.Equal(expected, Workshop.Read(camera, frame));
        Assert.Equal(CameraRead.Ended, Workshop.Read(camera, frame));
    }

    [Fact]
    public void Long_garbage_is_damage_and_the_next_picture_is_whole()
    {
        byte[][] pictures = [Jpegs.Picture(64, 48, 1), Jpegs.Picture(64, 48, 2)];
        using var camera = new StreamSource(_shop.Write("film.mjpeg", [.. pictures[0], .. new byte[10_000], .. pictures[1]]), StreamKind.Mjpeg).Open();
        using var frame = new Frame(camera.MaxFrameBytes);
        Assert.Equal(CameraRead.Frame, Workshop.Read(camera, frame));
        Assert.Equal(CameraRead.Damaged, Workshop.Read(camera, frame));
        Assert.Equal(CameraRead.Frame, Workshop.Read(camera, frame));
        Assert.Equal(pictures[1], frame.Bytes);
    }

    [Fact]
    public void Endless_garbage_does_not_hold_the_reader()
    {
        using var camera = new StreamSource(_shop.Write("film.mjpeg", [.. Jpegs.Picture(64, 48, 1), .. new byte[10 << 20]]), StreamKind.Mjpeg).Open();
        using var frame = new Frame(camera.MaxFrameBytes);
        Assert.Equal(CameraRead.Frame, Workshop.Read(camera, frame));
        CameraRead read;
        while ((read = Workshop.Read(camera, frame)) == CameraRead.Damaged)
        {
        }

        Assert.Equal(CameraRead.Ended, read);
    }

    [Fact]
    public void A_picture_beyond_the_limit_is_damage()
    {
        var (large, small) = (Jpegs.Picture(64, 48, 1, scanBytes: 2000), Jpegs.Picture(64, 48, 2));
        var parser = new MjpegFrames(3000);
        byte[] film = [.. large, .. small];
        Assert.InRange(small.Length, 1, 3000);
        var cut = parser.Next(film.AsSpan(0, 3000));
        Assert.Equal(CutKind.Damaged, cut.Kind);
        Assert.Equal(3000, cut.Consumed);
        var rest = film.AsSpan(3000);
        while ((cut = parser.Next(rest)).Kind != CutKind.Frame)
        {
            Assert.NotEqual(0, cut.Consumed);
            rest = rest[cut.Consumed..];
        }

        Assert.Equal(small, rest.Slice(cut.Start, cut.Length));
    }

    [Theory]
    [InlineData("no size before the scan", 0xDA, 4)]
    [InlineData("a size of nothing", 0xC0, 0)]
    [InlineData("a segment that is too short for a size", 0xC1, 3)]
    public void A_picture_that_cannot_be_is_damage(string what, byte marker, int contents)
    {
        var segment = contents == 0 ? Jpegs.Segment(marker, Jpegs.Frame(0, 4)) : Jpegs.Segment(marker, new byte[contents]);
        byte[] film = [0xFF, 0xD8, .. segment, 0xFF, 0xD9];
        var cut = new MjpegFrames().Next(film);
        Assert.True(cut.Kind == CutKind.Damaged, what);
        Assert.InRange(cut.Consumed, 2, film.Length);
    }

    [Fact]
    public void Mutated_films_neither_hang_nor_throw()
    {
        byte[] film = [.. Jpegs.Picture(64, 48, 1), .. Jpegs.Picture(32, 24, 5), .. Jpegs.Picture(16, 12, 9)];
        for (var seed = 0; seed < 2000; seed++)
        {
            var random = new Random(seed);
            var mutated = film.ToArray();
            for (var i = 0; i < 8; i++)
                mutated[random.Next(mutated.Length)] = random.Next(3) == 0 ? (byte)0xFF : (byte)random.Next(256);
            var parser = new MjpegFrames(4096);
            var rest = mutated.AsSpan();
            for (var turns = 0; parser.Next(rest) is var cut && cut.Kind != CutKind.More; turns++)
            {
                Assert.True(turns < 1000 && cut.Consumed > 0 && cut.Start + cut.Length <= cut.Consumed, $"seed {seed}");
                rest = rest[cut.Consumed..];
            }
        }
    }
}
