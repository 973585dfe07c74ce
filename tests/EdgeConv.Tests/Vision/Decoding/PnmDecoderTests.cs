using EdgeConv.Vision.Decoding;

namespace EdgeConv.Tests.Vision.Decoding;

public class PnmDecoderTests
{
    [Theory]
    [InlineData("P1\n3 2\n0 1 0\n1 0 1\n")]
    [InlineData("P1 3 2 010101")]
    [InlineData("P1 # ink is one\n3 # columns\n2\n010\n1#pixels too\n01")]
    public void A_bitmap_as_text_has_black_for_one(string file) => Assert.Equal([255, 0, 255, 0, 255, 0], Greys(file, 3, 2));

    [Fact]
    public void A_binary_bitmap_has_rows_of_whole_bytes()
    {
        var file = new Bytes().Text("P4\n9 2\n").Add(0b10100000, 0x80, 0b00000001, 0x00).ToArray();
        byte[] expected = [0, 255, 0, 255, 255, 255, 255, 255, 0, 255, 255, 255, 255, 255, 255, 255, 0, 255];
        Assert.Equal(expected, Pictures.ReadGreys(PictureDecoder.Decode(file)));
    }

    [Theory]
    [InlineData("P2\n2 2\n255\n0 1\n254 255\n", 0, 1, 254, 255)]
    [InlineData("P2\n2 2\n3\n0 1 2 3", 0, 85, 170, 255)]
    [InlineData("P2\n2 2\n65535\n0 128 129 65535", 0, 0, 1, 255)]
    [InlineData("P2\r\n#one\r\n#two\r\n2\t2 #three\n1000\n500 1000 2 1", 128, 255, 1, 0)]
    public void Greys_as_text_are_scaled_to_eight_bits(string file, byte a, byte b, byte c, byte d) => Assert.Equal([a, b, c, d], Greys(file, 2, 2));

    [Fact]
    public void Colours_as_text_are_red_green_blue()
    {
        var picture = PictureDecoder.Decode(new Bytes().Text("P3 2 1 15 15 0 5 1 2 3").ToArray());
        Assert.Equal([255, 0, 85, 17, 34, 51], picture.Pixels);
    }

    [Theory]
    [InlineData(255, new byte[] { 0, 10, 255 }, new byte[] { 0, 10, 255 })]
    [InlineData(100, new byte[] { 0, 50, 100 }, new byte[] { 0, 128, 255 })]
    [InlineData(65535, new byte[] { 0, 0, 0x80, 0x80, 0xFF, 0xFF }, new byte[] { 0, 128, 255 })]
    [InlineData(256, new byte[] { 0, 0, 0, 128, 1, 0 }, new byte[] { 0, 128, 255 })]
    public void Binary_samples_have_one_or_two_bytes(int max, byte[] samples, byte[] expected)
    {
        var grey = new Bytes().Text($"P5 3 1 {max}\n").Add(samples).ToArray();
        Assert.Equal(expected, Pictures.ReadGreys(PictureDecoder.Decode(grey)));

        var colour = new Bytes().Text($"P6 1 1 {max}\n").Add(samples).ToArray();
        Assert.Equal(expected, PictureDecoder.Decode(colour).Pixels);
    }

    [Fact]
    public void A_binary_pixel_that_looks_like_white_space_is_a_pixel()
    {
        var file = new Bytes().Text("P5 2 1 255\n").Add((byte)'\n', (byte)'#').ToArray();
        Assert.Equal("\n#"u8, Pictures.ReadGreys(PictureDecoder.Decode(file)));
    }

    [Fact]
    public void The_first_of_several_pictures_is_read()
    {
        var file = new Bytes().Text("P5 1 1 255\n").Add(7).Text("P5 1 1 255\n").Add(8).ToArray();
        Assert.Equal([7, 7, 7], PictureDecoder.Decode(file).Pixels);
    }

    private static byte[] Greys(string file, int width, int height)
    {
        var picture = PictureDecoder.Decode(new Bytes().Text(file).ToArray());
        Assert.Equal((width, height), (picture.Width, picture.Height));
        return Pictures.ReadGreys(picture);
    }
}
