using EdgeConv.Tests.Devices.Cameras.Streams;
using EdgeConv.Vision.Decoding;

namespace EdgeConv.Tests.Vision.Decoding;

public class JpegSegmentsTests
{
    [Fact]
    public void Segments_come_in_order_up_to_the_first_scan()
    {
        var file = Jpegs.Picture(640, 480, 1);
        Assert.Equal([0xE1, 0xDB, 0xC2, 0xC4, 0xDA], Markers(file));
        var segments = new JpegSegments(file);
        Assert.True(segments.Next());
        Assert.Equal(2, segments.Place);
        Assert.True(segments.Contents.StartsWith("Exif\0\0"u8));
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0xFF, 0xD8, 0xFF })]
    [InlineData(new byte[] { 0xFF, 0xD8, 0xFF, 0xFF })]
    [InlineData(new byte[] { 0xFF, 0xD8, 0xFF, 0xE1, 0, 1 })]
    [InlineData(new byte[] { 0xFF, 0xD8, 0xFF, 0xE1, 0, 3 })]
    [InlineData(new byte[] { 0xFF, 0xD8, 0xFF, 0xD9, 0, 2 })]
    [InlineData(new byte[] { 0xFF, 0xD8, 0, 0xE1, 0, 2 })]
    [InlineData(new byte[] { 0, 0xD8, 0xFF, 0xE1, 0, 2 })]
    public void What_is_no_whole_segment_ends_them(byte[] file) => Assert.Empty(Markers(file));

    private static List<int> Markers(byte[] file)
    {
        var markers = new List<int>();
        var segments = new JpegSegments(file);
        while (segments.Next())
            markers.Add(segments.Marker);
        return markers;
    }
}
