using EdgeConv.Vision;
using EdgeConv.Vision.Resizing;

namespace EdgeConv.Tests.Vision.Resizing;

public class PictureResizerTests
{
    public static TheoryData<ResizeFilter> Filters => [.. Enum.GetValues<ResizeFilter>()];

    [Theory]
    [MemberData(nameof(Filters))]
    public void A_picture_of_one_colour_keeps_it_at_every_size(ResizeFilter filter)
    {
        var random = new Random(3);
        for (var i = 0; i < 200; i++)
        {
            var colour = new Rgb((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256));
            var picture = Pictures.Constant(random.Next(1, 40), random.Next(1, 40), colour);
            var (width, height) = (random.Next(1, 40), random.Next(1, 40));
            var mode = random.Next(2) == 0 ? FitMode.Crop : FitMode.Stretch;
            Assert.Equal(Pictures.Constant(width, height, colour).Pixels, PictureResizer.Fit(picture, width, height, mode, filter).Pixels);
        }
    }

    [Theory]
    [MemberData(nameof(Filters))]
    public void The_same_size_gives_the_same_picture(ResizeFilter filter)
    {
        var picture = Pictures.Random(13, 9, seed: 4);
        foreach (var mode in Enum.GetValues<FitMode>())
            Assert.Equal(picture.Pixels, PictureResizer.Fit(picture, 13, 9, mode, filter).Pixels);
    }

    [Theory]
    [InlineData(0, 0, 0, 1, 0)]
    [InlineData(0, 0, 1, 1, 1)]
    [InlineData(0, 1, 1, 1, 1)]
    [InlineData(10, 20, 30, 40, 25)]
    [InlineData(255, 255, 255, 254, 255)]
    [InlineData(255, 255, 254, 254, 255)]
    [InlineData(255, 254, 254, 254, 254)]
    public void The_area_of_four_pixels_is_their_mean_halves_up(byte a, byte b, byte c, byte d, byte expected) =>
        Assert.Equal([expected], Fit(Pictures.Greys(2, 2, a, b, c, d), 1, 1, ResizeFilter.Area));

    [Fact]
    public void Area_counts_a_pixel_by_the_part_that_is_covered()
    {
        // Three pixels onto two: (1 * 0 + 1/2 * 90) / 1.5 and (1/2 * 90 + 1 * 180) / 1.5.
        Assert.Equal([30, 150], Fit(Pictures.Greys(3, 1, 0, 90, 180), 2, 1, ResizeFilter.Area));
        Assert.Equal([30, 150], Fit(Pictures.Greys(1, 3, 0, 90, 180), 1, 2, ResizeFilter.Area));
    }

    [Fact]
    public void Area_is_bilinear_along_an_axis_that_grows()
    {
        var picture = Pictures.Random(4, 9, seed: 6);
        var grown = PictureResizer.Fit(picture, 7, 9, FitMode.Stretch, ResizeFilter.Area);
        Assert.Equal(PictureResizer.Fit(picture, 7, 9, FitMode.Stretch, ResizeFilter.Bilinear).Pixels, grown.Pixels);
    }

    [Fact]
    public void Bilinear_has_its_samples_at_the_centres_of_pixels()
    {
        // Positions -0.25, 0.25, 0.75, 1.25 and, shrinking, 0.5 and 2.5.
        Assert.Equal([0, 25, 75, 100], Fit(Pictures.Greys(2, 1, 0, 100), 4, 1, ResizeFilter.Bilinear));
        Assert.Equal([5, 25], Fit(Pictures.Greys(4, 1, 0, 10, 20, 30), 2, 1, ResizeFilter.Bilinear));
        Assert.Equal([5, 25], Fit(Pictures.Greys(1, 4, 0, 10, 20, 30), 1, 2, ResizeFilter.Bilinear));
    }

    [Fact]
    public void Legacy_bilinear_has_its_samples_at_the_corners_of_pixels()
    {
        // Positions 0, 0.5, 1, 1.5 and, shrinking, 0 and 2; 0, 4/3 and 8/3.
        Assert.Equal([0, 50, 100, 100], Fit(Pictures.Greys(2, 1, 0, 100), 4, 1, ResizeFilter.BilinearLegacy));
        Assert.Equal([0, 20], Fit(Pictures.Greys(4, 1, 0, 10, 20, 30), 2, 1, ResizeFilter.BilinearLegacy));
        Assert.Equal([0, 12, 24], Fit(Pictures.Greys(4, 1, 0, 9, 18, 27), 3, 1, ResizeFilter.BilinearLegacy));
    }

    [Fact]
    public void Both_axes_are_weighted_before_anything_is_rounded()
    {
        // The mean of the first is 1/4; rounding each axis by itself would make 1/2 of it, then 1, twice over.
        Assert.Equal([0], Fit(Pictures.Greys(2, 2, 0, 1, 0, 0), 1, 1, ResizeFilter.Bilinear));
        Assert.Equal([1], Fit(Pictures.Greys(2, 2, 0, 1, 1, 0), 1, 1, ResizeFilter.Bilinear));
    }

    [Fact]
    public void A_triangle_weighs_evenly_to_both_sides_as_Pillow_does()
    {
        // Heights 3 3 1 of 7, what Pillow's BILINEAR gives too: 0, 0, 255 and 255 become 36 and 219.
        Assert.Equal([36, 219], Fit(Pictures.Greys(4, 1, 0, 0, 255, 255), 2, 1, ResizeFilter.Triangle));
        Assert.Equal([36, 219], Fit(Pictures.Greys(1, 4, 0, 0, 255, 255), 1, 2, ResizeFilter.Triangle));
        Assert.Equal([0, 25, 75, 100], Fit(Pictures.Greys(2, 1, 0, 100), 4, 1, ResizeFilter.Triangle));
    }

    [Theory]
    [MemberData(nameof(Filters))]
    public void Every_pixel_is_the_exact_weighted_mean(ResizeFilter filter)
    {
        const int Seed = 11;
        var random = new Random(Seed);
        for (var round = 0; round < 150; round++)
        {
            var picture = Pictures.Random(random.Next(1, 24), random.Next(1, 24), random.Next());
            var (width, height) = (random.Next(1, 24), random.Next(1, 24));
            var resized = PictureResizer.Fit(picture, width, height, FitMode.Stretch, filter);
            for (var i = 0; i < resized.Pixels.Length; i++)
            {
                var (x, y, channel) = (i / 3 % width, i / 3 / width, i % 3);
                var expected = Expected(picture, width, height, x, y, channel, filter);
                // Triangle weights are rounded to 1/65536, so that a mean just beside a half may fall to its other side.
                var slack = filter == ResizeFilter.Triangle ? 1 : 0;
                Assert.True(Math.Abs(expected - resized.Pixels[i]) <= slack, $"seed {Seed}, round {round}: {picture.Width}x{picture.Height} to {width}x{height} at {x},{y}: {resized.Pixels[i]}, not {expected}");
            }
        }
    }

    [Fact]
    public void A_letterbox_has_the_whole_picture_between_borders_of_the_colour()
    {
        var colour = new Rgb(1, 2, 3);
        var wide = PictureResizer.Fit(Pictures.Constant(8, 4, Rgb.White), 4, 5, FitMode.Letterbox, ResizeFilter.Area, colour);
        for (var y = 0; y < 5; y++)
        {
            for (var x = 0; x < 4; x++)
                Assert.Equal(y is 1 or 2 ? Rgb.White : colour, wide[x, y]);
        }
    }

    [Fact]
    public void A_crop_is_the_window_alone_and_nothing_of_its_surroundings()
    {
        var picture = Pictures.Random(20, 10, seed: 8);
        foreach (var filter in Enum.GetValues<ResizeFilter>())
        {
            var inOnePass = PictureResizer.Fit(picture, 7, 7, FitMode.Crop, filter);
            var inTwo = PictureResizer.Fit(picture.Crop(5, 0, 10, 10), 7, 7, FitMode.Stretch, filter);
            Assert.Equal(inTwo.Pixels, inOnePass.Pixels);
        }
    }

    [Fact]
    public void The_longest_lines_are_averaged_without_overflow()
    {
        Picture[] lines = [Pictures.Constant(Picture.MaxSide, 1, Rgb.White), Pictures.Constant(1, Picture.MaxSide, Rgb.White)];
        foreach (var line in lines)
        {
            foreach (var filter in Enum.GetValues<ResizeFilter>())
                Assert.Equal(Pictures.Constant(3, 3, Rgb.White).Pixels, PictureResizer.Fit(line, 3, 3, FitMode.Stretch, filter).Pixels);
        }
    }

    [Fact]
    public void A_resizer_that_is_kept_allocates_nothing_and_remembers_nothing()
    {
        var resizer = new PictureResizer(64, 48, 24, 24, FitMode.Letterbox, ResizeFilter.Area, Rgb.White);
        var (first, second) = (Pictures.Random(64, 48, seed: 9), Pictures.Random(64, 48, seed: 10));
        var target = new Picture(24, 24);
        resizer.Resize(first, target);

        var before = GC.GetAllocatedBytesForCurrentThread();
        resizer.Resize(second, target);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(PictureResizer.Fit(second, 24, 24, FitMode.Letterbox, ResizeFilter.Area, Rgb.White).Pixels, target.Pixels);
    }

    [Fact]
    public void Pictures_of_another_size_and_unknown_choices_are_refused()
    {
        var resizer = new PictureResizer(4, 4, 2, 2, FitMode.Crop, ResizeFilter.Area);
        Assert.Throws<ArgumentException>(() => resizer.Resize(new Picture(5, 4), new Picture(2, 2)));
        Assert.Throws<ArgumentException>(() => resizer.Resize(new Picture(4, 4), new Picture(2, 3)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PictureResizer(4, 4, 0, 2, FitMode.Crop, ResizeFilter.Area));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PictureResizer(4, 4, 2, 2, (FitMode)9, ResizeFilter.Area));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PictureResizer(4, 4, 2, 2, FitMode.Crop, (ResizeFilter)9));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PictureResizer(4, Picture.MaxSide + 1, 2, 2, FitMode.Crop, ResizeFilter.Area));
    }

    private static byte[] Fit(Picture picture, int width, int height, ResizeFilter filter) =>
        Pictures.ReadGreys(PictureResizer.Fit(picture, width, height, FitMode.Stretch, filter));

    /// <summary>The definition, with fractions, over every source pixel.</summary>
    private static byte Expected(Picture picture, int width, int height, int x, int y, int channel, ResizeFilter filter)
    {
        Int128 sum = 0, total = 0;
        for (var row = 0; row < picture.Height; row++)
        {
            for (var column = 0; column < picture.Width; column++)
            {
                Int128 weight = Weight(column, picture.Width, x, width, filter) * Weight(row, picture.Height, y, height, filter);
                total += weight;
                sum += weight * picture.Pixels[(row * picture.Width + column) * 3 + channel];
            }
        }

        return (byte)((2 * sum + total) / (2 * total));
    }

    // In units of 1 / (2 * target) of a source pixel.
    private static long Weight(int pixel, int source, int i, int target, ResizeFilter filter)
    {
        var unit = 2L * target;
        if (filter == ResizeFilter.Area && source > target)
            return Math.Max(0, Math.Min((pixel + 1) * unit, 2L * (i + 1) * source) - Math.Max(pixel * unit, 2L * i * source));

        if (filter == ResizeFilter.Triangle && source > target)
            return Math.Max(0, 2L * source - Math.Abs((2L * pixel + 1) * target - (2L * i + 1) * source));

        var position = filter == ResizeFilter.BilinearLegacy ? 2L * i * source : (2L * i + 1) * source - target;
        position = Math.Clamp(position, 0, (source - 1) * unit);
        return Math.Max(0, unit - Math.Abs(position - pixel * unit));
    }
}
