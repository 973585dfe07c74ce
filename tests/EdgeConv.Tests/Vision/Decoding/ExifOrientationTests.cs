using EdgeConv.Vision;
using EdgeConv.Vision.Decoding;

namespace EdgeConv.Tests.Vision.Decoding;

public class ExifOrientationTests
{
    [Theory]
    [InlineData(false, 3)]
    [InlineData(true, 3)]
    [InlineData(false, 4)]
    [InlineData(true, 4)]
    public void Orientations_are_read_in_both_byte_orders_and_widths(bool bigEndian, int type)
    {
        for (var orientation = 1; orientation <= 8; orientation++)
            Assert.Equal((PictureOrientation)orientation, ExifOrientation.Read(ExifBuilder.Build(orientation, bigEndian, type)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(65535)]
    public void A_number_that_is_no_orientation_counts_as_upright(int orientation) =>
        Assert.Equal(PictureOrientation.TopLeft, ExifOrientation.Read(ExifBuilder.Build(orientation, bigEndian: true)));

    [Fact]
    public void A_block_cut_anywhere_is_read_without_failing()
    {
        var block = ExifBuilder.Build(6, bigEndian: false);
        for (var length = 0; length <= block.Length; length++)
            Assert.Contains(ExifOrientation.Read(block.AsSpan(0, length)), new[] { PictureOrientation.TopLeft, PictureOrientation.RightTop });
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(47u)]
    [InlineData(0x7FFFFFFFu)]
    [InlineData(0xFFFFFFFFu)]
    public void A_directory_outside_the_block_counts_as_upright(uint directory)
    {
        var block = Bytes.ChangedBig32(ExifBuilder.Build(6, bigEndian: true), 4, directory);
        Assert.Equal(PictureOrientation.TopLeft, ExifOrientation.Read(block));
    }

    [Fact]
    public void Flipped_bytes_never_fail()
    {
        const int Seed = 5;
        var random = new Random(Seed);
        var block = ExifBuilder.Build(6, bigEndian: false);
        for (var i = 0; i < 20_000; i++)
        {
            var changed = Bytes.Changed(block, random.Next(block.Length), (byte)random.Next(256));
            var orientation = ExifOrientation.Read(changed);
            Assert.True(orientation is >= PictureOrientation.TopLeft and <= PictureOrientation.LeftBottom, $"seed {Seed}, round {i}");
        }
    }

    [Fact]
    public void A_broken_block_does_not_stop_the_picture()
    {
        var file = new PngBuilder { Exif = [(byte)'M', (byte)'M', 0, 42, 255, 255, 255, 255], Sample = (_, _) => [1, 2, 3] }.Build();
        Assert.Equal(new Rgb(1, 2, 3), PictureDecoder.Decode(file)[4, 3]);
    }
}
