using EdgeConv.Vision;

namespace EdgeConv.Tests.Vision;

public class PictureTests
{
    [Fact]
    public void A_new_picture_is_black() => Assert.All(new Picture(3, 2).Pixels, value => Assert.Equal(0, value));

    [Fact]
    public void A_crop_has_the_pixels_of_its_window()
    {
        var picture = Pictures.Random(7, 5, seed: 1);
        var crop = picture.Crop(2, 1, 4, 3);

        Assert.Equal((4, 3), (crop.Width, crop.Height));
        for (var y = 0; y < 3; y++)
        {
            for (var x = 0; x < 4; x++)
                Assert.Equal(picture[2 + x, 1 + y], crop[x, y]);
        }
    }

    [Theory]
    [InlineData(-1, 0, 1, 1)]
    [InlineData(0, -1, 1, 1)]
    [InlineData(0, 0, 0, 1)]
    [InlineData(0, 0, 1, 0)]
    [InlineData(3, 0, 2, 1)]
    [InlineData(0, 2, 1, 2)]
    [InlineData(1, 0, int.MaxValue, 1)]
    public void A_crop_outside_the_picture_is_refused(int x, int y, int width, int height) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Picture(4, 3).Crop(x, y, width, height));

    [Fact]
    public void Pixels_of_the_wrong_length_are_refused() => Assert.Throws<ArgumentException>(() => new Picture(2, 2, new byte[11]));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(100_000, 100_000)]
    [InlineData(Picture.MaxSide + 1, 1)]
    public void An_impossible_size_is_refused(int width, int height) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Picture(width, height));

    [Theory]
    [MemberData(nameof(Orientations.All), MemberType = typeof(Orientations))]
    public void Every_orientation_is_made_upright(PictureOrientation orientation, string upright)
    {
        var stored = Pictures.Of(Orientations.Stored);
        Assert.Equal(upright, Pictures.Letters(stored.Upright(orientation)));
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(4, 1)]
    public void A_line_turned_a_quarter_swaps_its_sides(int width, int height)
    {
        var upright = Pictures.Random(width, height, seed: 2).Upright(PictureOrientation.LeftTop);
        Assert.Equal((height, width), (upright.Width, upright.Height));
    }
}
