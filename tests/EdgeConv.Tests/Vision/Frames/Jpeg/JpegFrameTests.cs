using EdgeConv.Tests.Vision.Decoding;
using EdgeConv.Vision;
using EdgeConv.Vision.Decoding;
using EdgeConv.Vision.Frames;
using EdgeConv.Vision.Frames.Jpeg;
using EdgeConv.Vision.Preprocessing;
using EdgeConv.Vision.Resizing;

namespace EdgeConv.Tests.Vision.Frames.Jpeg;

public class JpegFrameTests
{
    private static readonly TensorFiller AsTheyAre = TensorFiller.ForQuantized(InputElement.UInt8, ChannelOrder.Rgb, InputNormalization.None, 1, 0);

    // S441 came with libturbojpeg 3.
    public static TheoryData<string> Subsamplings => [.. Enum.GetNames<JpegSubsampling>().Where(name => name != nameof(JpegSubsampling.S441))];

    [Theory]
    [InlineData(nameof(JpegSubsampling.S444))]
    [InlineData(nameof(JpegSubsampling.Grey))]
    public void A_frame_without_subsampling_gives_what_libturbojpeg_converts_but_for_one_level(string name)
    {
        var subsampling = Enum.Parse<JpegSubsampling>(name);
        for (var seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            var (width, height) = (random.Next(1, 60), random.Next(1, 40));
            var file = JpegFiles.Encode(Pictures.Random(width, height, seed), subsampling, 90);
            var expected = PictureDecoder.Decode(file).Pixels;
            var actual = Run(file, width, height, Stretch(width, height));
            for (var i = 0; i < expected.Length; i++)
                Assert.True(Math.Abs(expected[i] - actual[i]) <= 1, $"seed {seed}: byte {i} is {actual[i]}, not {expected[i]}");
        }
    }

    [Fact]
    public void A_frame_gives_what_its_planes_give()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var random = new Random(seed);
            var (width, height) = (random.Next(1, 70), random.Next(1, 50));
            var file = JpegFiles.Encode(Pictures.Random(width, height, seed), JpegSubsampling.S420, 90);
            var target = RandomTarget.Draw(random);
            // Large enough that nothing is decoded smaller than it is.
            target = target with { Width = Math.Max(target.Width, width), Height = Math.Max(target.Height, height), Orientation = (PictureOrientation)random.Next(1, 5) };
            using var planes = JpegFiles.Planes420(file, width, height);
            using var preprocessor = target.Plan(planes.Format!);
            var expected = new byte[target.TensorBytes];
            preprocessor.Run(planes, expected);
            Assert.Equal(expected, Run(file, width, height, target));
        }
    }

    [Theory]
    [MemberData(nameof(Subsamplings))]
    public void A_frame_that_is_decoded_smaller_has_everything_where_it_was(string name)
    {
        var subsampling = Enum.Parse<JpegSubsampling>(name);
        // Squares in one colour each, of a size that no subsampling and no scale mixes.
        const int Square = 64;
        var squares = Pictures.Random(5, 3, seed: 6);
        var picture = new Picture(5 * Square, 3 * Square);
        for (var i = 0; i < picture.Pixels.Length; i++)
        {
            var (x, y, channel) = (i / 3 % picture.Width, i / 3 / picture.Width, i % 3);
            picture.Pixels[i] = squares.Pixels[(y / Square * 5 + x / Square) * 3 + (subsampling == JpegSubsampling.Grey ? 0 : channel)];
        }

        var file = JpegFiles.Encode(picture, subsampling);
        foreach (var scale in new[] { 1, 4, 8, 16, 32 })
        {
            var actual = Run(file, picture.Width, picture.Height, Stretch(5 * scale, 3 * scale));
            for (var i = 0; i < 45; i++)
            {
                var (x, y) = (i / 3 % 5, i / 15);
                var expected = picture.Pixels[(y * Square * picture.Width + x * Square) * 3 + i % 3];
                var middle = ((y * scale + scale / 2) * 5 * scale + x * scale + scale / 2) * 3 + i % 3;
                Assert.True(Math.Abs(expected - actual[middle]) <= 3, $"{scale} pixels a square: channel {i % 3} at {x},{y} is {actual[middle]}, not {expected}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Subsamplings))]
    public void A_frame_of_one_colour_has_it_to_its_edges_at_every_size(string name)
    {
        var subsampling = Enum.Parse<JpegSubsampling>(name);
        for (var seed = 0; seed < 150; seed++)
        {
            var random = new Random(seed);
            var (width, height, level) = (random.Next(1, 90), random.Next(1, 90), (byte)random.Next(256));
            var colour = subsampling == JpegSubsampling.Grey ? new Rgb(level, level, level) : new Rgb(level, (byte)random.Next(256), (byte)random.Next(256));
            var target = RandomTarget.Draw(random) with { Filler = AsTheyAre };
            if (target.Fit == FitMode.Letterbox)
                target = target with { Fit = FitMode.Crop };
            var actual = Run(JpegFiles.Encode(Pictures.Constant(width, height, colour), subsampling), width, height, target);
            for (var i = 0; i < actual.Length; i += 3)
            {
                var apart = Math.Max(Math.Abs(actual[i] - colour.Red), Math.Max(Math.Abs(actual[i + 1] - colour.Green), Math.Abs(actual[i + 2] - colour.Blue)));
                Assert.True(apart <= 3, $"seed {seed}, {width}x{height} to {target}: byte {i} is {apart} from {colour}");
            }
        }
    }

    [Fact]
    public void A_frame_cut_short_anywhere_is_refused_and_the_next_is_as_ever()
    {
        var file = JpegFiles.Encode(Pictures.Random(40, 30, seed: 3), JpegSubsampling.S422, 80);
        var format = new FrameFormat(PixelFormat.Mjpeg, 40, 30);
        using var preprocessor = new FramePreprocessor(format, 20, 20, AsTheyAre, FitMode.Crop, ResizeFilter.Area);
        var (expected, actual) = (new byte[1200], new byte[1200]);
        using var whole = TestFrames.Of(format, file);
        preprocessor.Run(whole, expected);
        for (var length = 1; length < file.Length - 2; length += 1 + length / 20)
        {
            using var frame = TestFrames.Of(format, file.AsSpan(0, length));
            Assert.Throws<PictureFormatException>(() => preprocessor.Run(frame, actual));
            preprocessor.Run(whole, actual);
            Assert.Equal(expected, actual);
        }
    }

    [Fact]
    public void A_damaged_frame_is_read_or_refused_and_nothing_else()
    {
        var file = JpegFiles.Encode(Pictures.Random(48, 32, seed: 3), JpegSubsampling.S420, 60);
        var format = new FrameFormat(PixelFormat.Mjpeg, 48, 32);
        using var preprocessor = new FramePreprocessor(format, 24, 24, AsTheyAre, FitMode.Crop, ResizeFilter.Area);
        var (tensor, refused) = (new byte[1728], 0);
        for (var seed = 0; seed < 3000; seed++)
        {
            var random = new Random(seed);
            var damaged = (byte[])file.Clone();
            for (var count = random.Next(1, 5); count > 0; count--)
                damaged[random.Next(random.Next(3) == 0 ? file.Length : Math.Min(700, file.Length))] = (byte)random.Next(256);
            using var frame = TestFrames.Of(format, damaged);
            try
            {
                preprocessor.Run(frame, tensor);
            }
            catch (PictureFormatException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 300, 2999);
    }

    [Fact]
    public void Bytes_too_many_before_the_end_are_no_damage()
    {
        var file = JpegFiles.Encode(Pictures.Random(40, 30, seed: 3), JpegSubsampling.S422, 80);
        byte[] longer = [.. file[..^2], 0x12, 0x34, 0x56, .. file[^2..], 0, 0, 0];
        Assert.Equal(Run(file, 40, 30, Stretch(40, 30)), Run(longer, 40, 30, Stretch(40, 30)));
    }

    [Fact]
    public void Frames_without_Huffman_tables_have_the_usual_ones()
    {
        var file = JpegFiles.Encode(Pictures.Random(40, 30, seed: 3), JpegSubsampling.S422, 80);
        var without = file.ToList();
        for (int at; (at = FindTable(without)) >= 0;)
            without.RemoveRange(at, 2 + (without[at + 2] << 8) + without[at + 3]);
        Assert.True(without.Count < file.Length - 400);
        Assert.Equal(Run(file, 40, 30, Stretch(40, 30)), Run([.. without], 40, 30, Stretch(40, 30)));

        static int FindTable(List<byte> bytes) => Enumerable.Range(0, bytes.Count - 1).FirstOrDefault(i => bytes[i] == 0xFF && bytes[i + 1] == 0xC4, -1);
    }

    [Fact]
    public void Frames_of_another_size_or_kind_are_refused()
    {
        var file = JpegFiles.Encode(Pictures.Random(40, 30, seed: 3), JpegSubsampling.S422);
        Assert.Contains("40x30, not 48x30", Assert.Throws<PictureFormatException>(() => Run(file, 48, 30, Stretch(8, 8))).Message, StringComparison.Ordinal);
        foreach (var components in new[] { 3, 4 })
        {
            var inks = new JpegBuilder { Components = components, FromAdobe = true, Block = (_, _) => [.. Enumerable.Repeat((byte)9, components)] }.Build();
            Assert.Contains("not of Y, Cb and Cr", Assert.Throws<PictureFormatException>(() => Run(inks, 24, 16, Stretch(8, 8))).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Frames_allocate_nothing_but_for_the_first()
    {
        var format = new FrameFormat(PixelFormat.Mjpeg, 40, 30);
        using var frame = TestFrames.Of(format, JpegFiles.Encode(Pictures.Random(40, 30, seed: 3), JpegSubsampling.S420));
        using var preprocessor = new FramePreprocessor(format, 20, 20, AsTheyAre, FitMode.Crop, ResizeFilter.Area);
        var tensor = new byte[1200];
        preprocessor.Run(frame, tensor);
        var before = GC.GetAllocatedBytesForCurrentThread();
        preprocessor.Run(frame, tensor);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static RandomTarget Stretch(int width, int height) => new(width, height, AsTheyAre, FitMode.Stretch, ResizeFilter.Area, PictureOrientation.TopLeft);

    private static byte[] Run(byte[] file, int width, int height, RandomTarget target)
    {
        using var frame = JpegFiles.Frame(file, width, height);
        using var preprocessor = target.Plan(frame.Format!);
        var tensor = new byte[target.TensorBytes];
        preprocessor.Run(frame, tensor);
        return tensor;
    }
}
