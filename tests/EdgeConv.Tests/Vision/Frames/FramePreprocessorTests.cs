using EdgeConv.Vision;
using EdgeConv.Vision.Frames;
using EdgeConv.Vision.Preprocessing;
using EdgeConv.Vision.Resizing;

namespace EdgeConv.Tests.Vision.Frames;

public class FramePreprocessorTests
{
    private static readonly TensorFiller AsTheyAre = TensorFiller.ForQuantized(InputElement.UInt8, ChannelOrder.Rgb, InputNormalization.None, 1, 0);

    public static TheoryData<PixelFormat> RgbFormats => [PixelFormat.Rgb24, PixelFormat.Bgr24, PixelFormat.Rgba32];

    public static TheoryData<PixelFormat> Formats => [.. TestFrames.Uncompressed];

    [Theory]
    [MemberData(nameof(RgbFormats))]
    public void A_frame_of_the_tensors_size_gives_what_the_filler_gives(PixelFormat pixels)
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var (width, height) = (random.Next(1, 50), random.Next(1, 30));
            var target = RandomTarget.Draw(random) with { Width = width, Height = height };
            var picture = Pictures.Random(width, height, seed);
            if (target.Orientation >= PictureOrientation.LeftTop)
                target = target with { Width = height, Height = width };
            using var frame = TestFrames.Of(picture, pixels);
            var expected = new byte[target.TensorBytes];
            target.Filler.Fill(picture.Upright(target.Orientation), expected);
            Assert.Equal(expected, Run(frame, target));
        }
    }

    [Theory]
    [MemberData(nameof(RgbFormats))]
    public void A_frame_of_another_size_gives_what_the_resizer_gives_but_for_one_level(PixelFormat pixels)
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            var target = RandomTarget.Draw(random) with { Filler = AsTheyAre };
            // Every tenth is long and thin, with many pixels to one.
            var picture = seed % 10 == 0 ? Extremes(random, random.Next(1, 128 * target.Width), random.Next(1, 6)) : Extremes(random, random.Next(1, 200), random.Next(1, 150));
            using var frame = TestFrames.Of(picture, pixels);
            var expected = PictureResizer.Fit(picture.Upright(target.Orientation), target.Width, target.Height, target.Fit, target.Filter).Pixels;
            AssertWithinOne(expected, Run(frame, target), $"seed {seed}, {picture.Width}x{picture.Height} to {target}");
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Every_format_gives_what_real_numbers_give_but_for_one_level(PixelFormat pixels)
    {
        for (var seed = 0; seed < 150; seed++)
        {
            var random = new Random(seed);
            var format = TestFrames.RandomFormat(random, pixels, random.Next(1, 60), random.Next(1, 60));
            using var frame = TestFrames.Random(random, format);
            var target = RandomTarget.Draw(random, 30) with { Filler = AsTheyAre };
            AssertWithinOne(RealFrame.Rgb(frame, target), Run(frame, target), $"seed {seed}, {format} {format.Matrix} {format.Range} to {target}");
        }
    }

    [Theory]
    [InlineData(PixelFormat.Yuyv)]
    [InlineData(PixelFormat.Uyvy)]
    [InlineData(PixelFormat.Nv12)]
    [InlineData(PixelFormat.Nv21)]
    [InlineData(PixelFormat.I420)]
    public void A_grey_model_gets_Y_spread_over_all_levels_whatever_the_colour(PixelFormat pixels)
    {
        byte[] expected = [0, 0, 128, 255, 255, 13];
        byte[] luma = [0, 16, 126, 235, 255, 27];
        var format = new FrameFormat(pixels, 6, 1);
        using var frame = TestFrames.Random(new Random(5), format);
        for (var x = 0; x < luma.Length; x++)
            frame.Memory[pixels switch { PixelFormat.Yuyv => 2 * x, PixelFormat.Uyvy => 2 * x + 1, _ => x }] = luma[x];
        var grey = TensorFiller.ForQuantized(InputElement.UInt8, ChannelOrder.Grey, InputNormalization.None, 1, 0);
        Assert.Equal(expected, Run(frame, new RandomTarget(6, 1, grey, FitMode.Stretch, ResizeFilter.Area, PictureOrientation.TopLeft)));

        using var full = TestFrames.Of(format with { Range = ColourRange.Full }, frame.Bytes);
        Assert.Equal(luma, Run(full, new RandomTarget(6, 1, grey, FitMode.Stretch, ResizeFilter.Area, PictureOrientation.TopLeft)));
    }

    [Fact]
    public void Borders_of_a_letterbox_are_black_and_written_every_time()
    {
        var filler = TensorFiller.ForQuantized(InputElement.Int8, ChannelOrder.Bgr, InputNormalization.ImageNet, 0.02f, 3);
        foreach (var orientation in Enum.GetValues<PictureOrientation>())
        {
            var picture = Pictures.Constant(8, 4, Rgb.White);
            using var frame = TestFrames.Of(picture, PixelFormat.Rgb24);
            var target = new RandomTarget(6, 5, filler, FitMode.Letterbox, ResizeFilter.Area, orientation);
            var expected = new byte[target.TensorBytes];
            filler.Fill(PictureResizer.Fit(picture.Upright(orientation), 6, 5, FitMode.Letterbox, ResizeFilter.Area), expected);

            using var preprocessor = target.Plan(frame.Format!);
            var tensor = new byte[target.TensorBytes];
            for (byte rubbish = 1; rubbish < 3; rubbish++)
            {
                tensor.AsSpan().Fill(rubbish);
                preprocessor.Run(frame, tensor);
                Assert.Equal(expected, tensor);
            }
        }
    }

    [Fact]
    public void A_preprocessor_that_is_kept_allocates_nothing_and_remembers_nothing()
    {
        foreach (var pixels in TestFrames.Uncompressed)
        {
            var random = new Random(4);
            var format = new FrameFormat(pixels, 64, 48);
            using var first = TestFrames.Random(random, format);
            using var second = TestFrames.Random(random, format);
            var target = RandomTarget.Draw(random);
            using var preprocessor = target.Plan(format);
            var tensor = new byte[target.TensorBytes];
            preprocessor.Run(first, tensor);

            var before = GC.GetAllocatedBytesForCurrentThread();
            preprocessor.Run(second, tensor);
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.Equal(Run(second, target), tensor);
        }
    }

    [Fact]
    public void Frames_of_another_format_are_refused_and_both_formats_named()
    {
        var format = new FrameFormat(PixelFormat.Yuyv, 8, 4);
        using var preprocessor = new FramePreprocessor(format, 4, 4, AsTheyAre, FitMode.Crop, ResizeFilter.Area);
        var tensor = new byte[48];
        Assert.Contains("NV12 8x4; this preprocessor was planned for YUYV 8x4", Refusal(new FrameFormat(PixelFormat.Nv12, 8, 4)), StringComparison.Ordinal);
        Assert.Contains("YUYV 8x6; this preprocessor was planned for YUYV 8x4", Refusal(new FrameFormat(PixelFormat.Yuyv, 8, 6)), StringComparison.Ordinal);
        Assert.Contains("in Bt601 Limited, not Bt709 Limited", Refusal(format with { Matrix = ColourMatrix.Bt709 }), StringComparison.Ordinal);
        Assert.Contains("other places", Refusal(new FrameFormat(PixelFormat.Yuyv, 8, 4, [new FramePlane(0, 20)])), StringComparison.Ordinal);
        using var empty = new Frame(100);
        Assert.Contains("is empty", Assert.Throws<ArgumentException>(() => preprocessor.Run(empty, tensor)).Message, StringComparison.Ordinal);

        string Refusal(FrameFormat other)
        {
            using var frame = TestFrames.Random(new Random(1), other);
            return Assert.Throws<ArgumentException>(() => preprocessor.Run(frame, tensor)).Message;
        }
    }

    [Fact]
    public void Tensors_of_another_length_and_unknown_choices_are_refused()
    {
        var format = new FrameFormat(PixelFormat.Grey, 8, 4);
        using var frame = TestFrames.Random(new Random(1), format);
        using var preprocessor = new FramePreprocessor(format, 4, 4, AsTheyAre, FitMode.Crop, ResizeFilter.Area);
        Assert.Throws<ArgumentException>(() => preprocessor.Run(frame, new byte[47]));
        Assert.Throws<ArgumentException>(() => preprocessor.Run(frame, new byte[49]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FramePreprocessor(format, 0, 4, AsTheyAre, FitMode.Crop, ResizeFilter.Area));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FramePreprocessor(format, 4, FrameFormat.MaxSide + 1, AsTheyAre, FitMode.Crop, ResizeFilter.Area));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FramePreprocessor(format, 4, 4, AsTheyAre, (FitMode)9, ResizeFilter.Area));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FramePreprocessor(format, 4, 4, AsTheyAre, FitMode.Crop, (ResizeFilter)9));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FramePreprocessor(format, 4, 4, AsTheyAre, FitMode.Crop, ResizeFilter.Area, (PictureOrientation)9));
    }

    private static byte[] Run(Frame frame, RandomTarget target)
    {
        using var preprocessor = target.Plan(frame.Format!);
        var tensor = new byte[target.TensorBytes];
        preprocessor.Run(frame, tensor);
        return tensor;
    }

    private static Picture Extremes(Random random, int width, int height)
    {
        var picture = Pictures.Random(width, height, random.Next());
        if (random.Next(2) == 0)
        {
            for (var i = 0; i < picture.Pixels.Length; i++)
                picture.Pixels[i] = (byte)(picture.Pixels[i] < 128 ? 0 : 255);
        }

        return picture;
    }

    private static void AssertWithinOne(byte[] expected, byte[] actual, string circumstances)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= 1, $"{circumstances}: byte {i} is {actual[i]}, not {expected[i]}");
    }
}
