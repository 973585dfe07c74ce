using EdgeConv.Vision;
using EdgeConv.Vision.Decoding;

namespace EdgeConv.Tests.Vision.Decoding;

public sealed class PictureDecoderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("edgeconv-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_format_is_told_by_the_contents_and_not_by_the_name()
    {
        var path = Path.Combine(_folder, "really-a-png.jpg");
        File.WriteAllBytes(path, new PngBuilder { Sample = (x, y) => [x, y, 3] }.Build());
        Assert.Equal(new Rgb(4, 3, 3), PictureDecoder.Load(path)[4, 3]);
    }

    [Fact]
    public void The_message_about_a_broken_file_begins_with_its_path()
    {
        var path = Path.Combine(_folder, "empty.png");
        File.WriteAllBytes(path, []);
        var problem = Assert.Throws<PictureFormatException>(() => PictureDecoder.Load(path));
        Assert.Equal($"{path}: Picture: the file is empty. Fetch or record it again.", problem.Message);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        var path = Path.Combine(_folder, "missing.png");
        var problem = Assert.Throws<FileNotFoundException>(() => PictureDecoder.Load(path));
        Assert.Equal($"{path}: there is no such file. Check the spelling and the current folder.", problem.Message);
    }

    [Fact]
    public void A_folder_is_named()
    {
        var problem = Assert.Throws<IOException>(() => PictureDecoder.Load(_folder));
        Assert.Equal($"{_folder}: this is a folder, not a picture. Name one of the files in it.", problem.Message);
    }

    [Fact]
    public void A_stream_is_read_from_where_it_stands_and_stays_open()
    {
        var file = new BmpBuilder { Width = 300, Height = 200, Pixel = (x, y) => (uint)(x * y) }.Build();
        using var stream = new MemoryStream([1, 2, 3, .. file]);
        stream.Position = 3;
        Assert.Equal(PictureDecoder.Decode(file).Pixels, PictureDecoder.Load(stream).Pixels);
        Assert.True(stream.CanRead);
    }

    [Fact]
    public void A_stream_that_gives_a_byte_at_a_time_is_read_whole()
    {
        var file = new PngBuilder { Sample = (x, y) => [x, y, 3] }.Build();
        using var stream = new Trickle(file);
        Assert.Equal(PictureDecoder.Decode(file).Pixels, PictureDecoder.Load(stream).Pixels);
    }

    [Fact]
    public void An_endless_stream_that_is_no_picture_is_refused_at_its_first_bytes()
    {
        using var stream = new Trickle([.. Enumerable.Repeat((byte)0, 1000)]);
        Assert.Throws<PictureFormatException>(() => PictureDecoder.Load(stream));
        Assert.InRange(stream.BytesGiven, 1, 64);
    }

    [Fact]
    public void Photographs_beside_the_repository_are_read()
    {
        AssertLooksLike(PictureDecoder.Load(SharedFiles.Require("images", "coral", "dragonfly.bmp")), 512, 418);
        AssertLooksLike(PictureDecoder.Load(SharedFiles.Require("images", "coral", "grace_hopper.bmp")), 512, 600);
        AssertLooksLike(PictureDecoder.Load(SharedFiles.Require("images", "coral", "resized_cat.bmp")), 224, 224);
    }

    [Fact]
    public void Grey_photographs_beside_the_repository_are_grey()
    {
        foreach (var name in new[] { "person.bmp", "no_person.bmp" })
        {
            var picture = PictureDecoder.Load(SharedFiles.Require("images", "tflm", name));
            Pictures.ReadGreys(picture);
            AssertLooksLike(picture, 96, 96);
        }
    }

    [Fact]
    public void A_photograph_of_24_bits_has_the_bytes_of_its_file()
    {
        var path = SharedFiles.Require("images", "coral", "dragonfly.bmp");
        var stored = File.ReadAllBytes(path).AsSpan(138).ToArray();
        var picture = PictureDecoder.Load(path);
        for (var i = 0; i < picture.Pixels.Length; i++)
        {
            var (y, x, channel) = (i / (512 * 3), i / 3 % 512, i % 3);
            Assert.Equal(stored[((417 - y) * 512 + x) * 3 + 2 - channel], picture.Pixels[i]);
        }
    }

    [Theory]
    [InlineData("coral/cat_720p.jpg", 1280, 720)]
    [InlineData("coral/hot_dog.jpg", 512, 384)]
    [InlineData("coral/owl.jpg", 512, 384)]
    [InlineData("coral/parrot.jpg", 512, 929)]
    [InlineData("tfls/burger.jpg", 480, 325)]
    public void Photographs_of_cameras_are_read(string name, int width, int height)
    {
        JpegDecoderTests.RequireLibrary();
        AssertLooksLike(PictureDecoder.Load(SharedFiles.Require(["images", .. name.Split('/')])), width, height);
    }

    private static void AssertLooksLike(Picture picture, int width, int height)
    {
        Assert.Equal((width, height), (picture.Width, picture.Height));
        for (var channel = 0; channel < 3; channel++)
        {
            var values = picture.Pixels.Where((_, i) => i % 3 == channel).Select(value => (double)value).ToArray();
            Assert.InRange(values.Average(), 20, 235);
            Assert.InRange(values.Max() - values.Min(), 100, 255);
        }
    }

    /// <summary>A stream that cannot be sought and gives one byte a call.</summary>
    private sealed class Trickle(byte[] bytes) : Stream
    {
        public int BytesGiven { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (count == 0 || BytesGiven == bytes.Length)
                return 0;
            buffer[offset] = bytes[BytesGiven++];
            return 1;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
