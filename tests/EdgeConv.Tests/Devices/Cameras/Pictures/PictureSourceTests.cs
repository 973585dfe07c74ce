using EdgeConv.Devices.Cameras;
using EdgeConv.Devices.Cameras.Pictures;
using EdgeConv.Vision;
using EdgeConv.Vision.Encoding;
using EdgeConv.Vision.Frames;

namespace EdgeConv.Tests.Devices.Cameras.Pictures;

public sealed class PictureSourceTests : IDisposable
{
    private static readonly CameraOptions Fast = new() { FramesPerSecond = 1000 };

    private readonly Workshop _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public void Pictures_come_in_order_of_their_names_each_in_its_size()
    {
        var (second, first) = (Put("b.png", 5, 4, 1), Put("a.png", 8, 6, 2));
        _shop.Write("notes.txt", [1]);
        using var camera = new PictureSource(_shop.Folder, Fast).Open();
        using var frame = new Frame(camera.MaxFrameBytes);
        Assert.Equal(new FrameFormat(PixelFormat.Rgb24, 8, 6), camera.Format);
        Assert.Equal(CameraRead.Frame, Workshop.Read(camera, frame));
        Assert.Equal(first.Pixels, frame.Bytes);
        Assert.Equal(CameraRead.Frame, Workshop.Read(camera, frame));
        Assert.Equal(second.Pixels, frame.Bytes);
        Assert.Equal(new FrameFormat(PixelFormat.Rgb24, 5, 4), frame.Format);
        Assert.Equal(1, frame.Sequence);
        Assert.Equal(CameraRead.Ended, Workshop.Read(camera, frame));
    }

    [Fact]
    public void Repeating_begins_again()
    {
        Picture[] pictures = [Put("a.png", 2, 2, 1), Put("b.png", 2, 2, 2)];
        using var camera = new PictureSource(_shop.Folder, Fast with { Repeats = true }).Open();
        using var frame = new Frame(camera.MaxFrameBytes);
        for (var i = 0; i < 7; i++)
        {
            Assert.Equal(CameraRead.Frame, Workshop.Read(camera, frame));
            Assert.Equal(pictures[i % 2].Pixels, frame.Bytes);
            Assert.Equal(i, frame.Sequence);
        }
    }

    [Fact]
    public void Broken_pictures_are_damage_wherever_they_stand()
    {
        _shop.Write("a.png", [1, 2, 3]);
        var good = Put("b.png", 4, 4, 1);
        _shop.Write("c.png", []);
        using var camera = new PictureSource(_shop.Folder, Fast).Open();
        using var frame = new Frame(camera.MaxFrameBytes);
        Assert.Equal(CameraRead.Damaged, Workshop.Read(camera, frame));
        Assert.Equal(CameraRead.Frame, Workshop.Read(camera, frame));
        Assert.Equal(good.Pixels, frame.Bytes);
        Assert.Equal(1, frame.Sequence);
        Assert.Equal(CameraRead.Damaged, Workshop.Read(camera, frame));
        Assert.Equal(CameraRead.Ended, Workshop.Read(camera, frame));
    }

    [Fact]
    public void A_larger_picture_is_scaled_into_the_memory_there_is()
    {
        Put("a.png", 4, 4, 1);
        _shop.Write("b.png", PngEncoder.Encode(EdgeConv.Tests.Vision.Pictures.Constant(2400, 1600, new Rgb(9, 8, 7))));
        using var camera = new PictureSource(_shop.Folder, Fast).Open();
        using var frame = new Frame(camera.MaxFrameBytes);
        Assert.Equal(1920 * 1080 * 3, camera.MaxFrameBytes);
        Assert.Equal(CameraRead.Frame, Workshop.Read(camera, frame));
        Assert.Equal(CameraRead.Frame, Workshop.Read(camera, frame));
        Assert.Equal("RGB24 1763x1175", frame.Format!.ToString());
        Assert.Equal([9, 8, 7], frame.Bytes[^3..].ToArray());
    }

    [Fact]
    public void The_rate_is_kept()
    {
        Put("a.png", 2, 2, 1);
        using var camera = new PictureSource(_shop.At("a.png"), Fast with { FramesPerSecond = 0.01, Repeats = true }).Open();
        using var frame = new Frame(camera.MaxFrameBytes);
        Assert.Equal(CameraRead.Frame, Workshop.Read(camera, frame));
        Assert.Equal(CameraRead.TimedOut, camera.Read(frame, TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_folder_without_pictures_is_told()
    {
        var problem = Assert.Throws<CameraException>(new PictureSource(_shop.Folder, Fast).Open);
        Assert.Equal($"{_shop.Folder}: the folder holds no picture (.jpg, .jpeg, .png, .bmp, .ppm, .pgm, .pbm, .pnm).", problem.Message);
    }

    [Fact]
    public void A_folder_of_broken_pictures_is_told_with_the_reason()
    {
        var path = _shop.Write("a.png", []);
        var problem = Assert.Throws<CameraException>(new PictureSource(_shop.Folder, Fast).Open);
        Assert.Equal($"{_shop.Folder}: none of its pictures can be read. The last one: {path}: Picture: the file is empty. Fetch or record it again.", problem.Message);
    }

    private Picture Put(string name, int width, int height, int seed)
    {
        var picture = EdgeConv.Tests.Vision.Pictures.Random(width, height, seed);
        _shop.Write(name, PngEncoder.Encode(picture));
        return picture;
    }
}
