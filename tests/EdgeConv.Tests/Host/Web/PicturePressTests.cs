using EdgeConv.Host.Failures;
using EdgeConv.Host.Web.Live;
using EdgeConv.Tests.Host.Running;
using EdgeConv.Vision;
using EdgeConv.Vision.Decoding;
using EdgeConv.Vision.Encoding;
using EdgeConv.Vision.Frames;

namespace EdgeConv.Tests.Host.Web;

public class PicturePressTests
{
    [Fact]
    public void A_cameras_JPEG_files_are_passed_on_as_they_are() => Bounded.Run(() =>
    {
        var file = Jpeg(64, 48);
        Assert.Equal(file, Press(Mjpeg(file), PictureOrientation.TopLeft));
    });

    [Fact]
    public void Files_without_Huffman_tables_get_the_usual_ones_which_browsers_miss() => Bounded.Run(() =>
    {
        // libturbojpeg writes the usual tables, a segment each.
        var whole = Jpeg(64, 48);
        var without = whole.ToList();
        for (int at; (at = Table(without)) >= 0;)
            without.RemoveRange(at, 2 + (without[at + 2] << 8) + without[at + 3]);
        var scan = Enumerable.Range(0, without.Count - 1).First(i => without[i] == 0xFF && without[i + 1] == 0xDA);
        var pressed = Press(Mjpeg([.. without]), PictureOrientation.TopLeft);
        Assert.Equal(without[..scan], pressed[..scan]);
        Assert.Equal(without[scan..], pressed[^(without.Count - scan)..]);
        byte[] tables = [.. pressed[(scan + 4)..^(without.Count - scan)]];
        Assert.Equal(tables.Length + 2, (pressed[scan + 2] << 8) + pressed[scan + 3]);
        Assert.Equal(TablesOf(whole), tables);

        static int Table(IList<byte> bytes) => Enumerable.Range(0, bytes.Count - 1).FirstOrDefault(i => bytes[i] == 0xFF && bytes[i + 1] == 0xC4, -1);

        static byte[] TablesOf(byte[] file)
        {
            var tables = new List<byte>();
            for (int at; (at = Table(file)) >= 0; file = file[(at + 2)..])
                tables.AddRange(file[(at + 4)..(at + 2 + (file[at + 2] << 8) + file[at + 3])]);
            return [.. tables];
        }
    });

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xD8, 0xFF, 0xDA })]
    [InlineData(new byte[] { 0xFF, 0xD8, 0xFF })]
    [InlineData(new byte[] { 0xFF, 0xD8, 0xFF, 0xE1, 0xFF, 0xFF, 1, 2 })]
    [InlineData(new byte[] { 1, 2, 3 })]
    public void What_is_cut_short_harms_nobody(byte[] file) => Assert.InRange(new BrowserJpeg().Of(file).Length, file.Length, file.Length + 500);

    [Fact]
    public void What_does_not_stand_upright_is_turned() => Bounded.Run(() =>
    {
        var picture = PictureDecoder.Decode(Press(Mjpeg(Jpeg(64, 48)), PictureOrientation.RightTop));
        Assert.Equal((48, 64), (picture.Width, picture.Height));
    });

    [Fact]
    public void Large_frames_shrink() => Bounded.Run(() =>
    {
        Assert.SkipUnless(PictureDecoder.CanDecodeJpeg, "needs libturbojpeg");
        using var frame = new Frame(1920 * 1080);
        frame.Set(new FrameFormat(PixelFormat.Grey, 1920, 1080), 1920 * 1080, 0, 0);
        var picture = PictureDecoder.Decode(Press(frame, PictureOrientation.TopLeft));
        Assert.Equal((960, 540), (picture.Width, picture.Height));
    });

    private static byte[] Press(Frame frame, PictureOrientation orientation)
    {
        using (frame)
        {
            var (viewers, pictures) = (new Audience(), new Newest());
            using var tap = new FrameTap(viewers, TimeSpan.Zero);
            using var press = new PicturePress(tap, pictures, new Condition("web pictures", new Notebook(), TimeProvider.System)) { Orientation = orientation };
            using var seat = viewers.Join();
            tap.See(frame);
            pictures.After(0).Wait();
            var file = Array.Empty<byte>();
            var length = pictures.Copy(ref file, 0, 0, out var number);
            Assert.Equal(1, number);
            return file[..length];
        }
    }

    private static Frame Mjpeg(byte[] file)
    {
        var frame = new Frame(file.Length);
        file.CopyTo(frame.Memory);
        frame.Set(new FrameFormat(PixelFormat.Mjpeg, 64, 48), file.Length, 0, 0);
        return frame;
    }

    private static byte[] Jpeg(int width, int height)
    {
        Assert.SkipUnless(PictureDecoder.CanDecodeJpeg, "needs libturbojpeg");
        using var encoder = new JpegEncoder();
        return encoder.Encode(new Picture(width, height)).ToArray();
    }
}
