using EdgeConv.Devices.Cameras;
using EdgeConv.Tests.Devices.Cameras.Streams;

namespace EdgeConv.Tests.Devices.Cameras;

public class JpegSizeTests
{
    [Fact]
    public void The_size_is_that_of_the_picture_and_not_of_its_thumbnail() => Assert.Equal(new FrameSize(640, 480), JpegSize.Of(Jpegs.Picture(640, 480, 1)));

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0xFF, 0xD8 })]
    [InlineData(new byte[] { 0xFF, 0xD8, 0xFF, 0xD9, 0, 0 })]
    [InlineData(new byte[] { 0xFF, 0xD8, 1, 2, 3, 4 })]
    [InlineData(new byte[] { 1, 2, 3, 4 })]
    public void Where_there_is_none_there_is_none(byte[] file) => Assert.Null(JpegSize.Of(file));

    [Theory]
    [InlineData(0, 480)]
    [InlineData(640, 0)]
    [InlineData(16_385, 480)]
    public void A_size_that_cannot_be_is_none(int width, int height) => Assert.Null(JpegSize.Of(Jpegs.Picture(width, height, 1)));

    [Fact]
    public void Files_that_are_cut_or_changed_anywhere_are_read_within_their_bounds()
    {
        var file = Jpegs.Picture(640, 480, 1);
        for (var length = 0; length < file.Length; length++)
            Assert.True(JpegSize.Of(file.AsSpan(0, length)) is null or { Width: 640, Height: 480 });
        for (var seed = 0; seed < 2000; seed++)
        {
            var random = new Random(seed);
            var changed = (byte[])file.Clone();
            for (var i = 0; i < 4; i++)
                changed[random.Next(300)] = (byte)random.Next(256);
            _ = JpegSize.Of(changed);
        }
    }
}
