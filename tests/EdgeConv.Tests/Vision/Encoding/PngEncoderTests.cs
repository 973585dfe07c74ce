using EdgeConv.Vision;
using EdgeConv.Vision.Decoding;
using EdgeConv.Vision.Encoding;

namespace EdgeConv.Tests.Vision.Encoding;

public class PngEncoderTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 3)]
    [InlineData(1, 40)]
    [InlineData(700, 600)]
    public void What_is_written_reads_back_the_same(int width, int height)
    {
        var picture = Pictures.Random(width, height, seed: width);
        var read = PictureDecoder.Decode(PngEncoder.Encode(picture));
        Assert.Equal((width, height), (read.Width, read.Height));
        Assert.Equal(picture.Pixels, read.Pixels);
    }

    [Fact]
    public void A_file_is_replaced_whole()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            PngEncoder.Save(Pictures.Random(50, 50, seed: 1), path);
            PngEncoder.Save(Pictures.Constant(2, 2, new Rgb(1, 2, 3)), path);
            Assert.Equal(PngEncoder.Encode(Pictures.Constant(2, 2, new Rgb(1, 2, 3))), File.ReadAllBytes(path));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
