using EdgeConv.Devices.Cameras.V4l2;
using EdgeConv.Vision.Frames;

namespace EdgeConv.Tests.Devices.Cameras.V4l2;

/// <summary>By the numbers of linux/videodev2.h: enum v4l2_colorspace, v4l2_ycbcr_encoding and v4l2_quantization.</summary>
public class VideoColoursTests
{
    private const uint Smpte170M = 1;
    private const uint Smpte240M = 2;
    private const uint Rec709 = 3;
    private const uint Jpeg = 7;
    private const uint Srgb = 8;
    private const uint Bt2020 = 10;
    private const uint DciP3 = 12;

    [Theory]
    [InlineData(1u, ColourMatrix.Bt601)]
    [InlineData(2u, ColourMatrix.Bt709)]
    [InlineData(3u, ColourMatrix.Bt601)]
    [InlineData(4u, ColourMatrix.Bt709)]
    [InlineData(5u, ColourMatrix.Bt601)]
    [InlineData(6u, ColourMatrix.Bt709)]
    [InlineData(7u, ColourMatrix.Bt709)]
    [InlineData(8u, ColourMatrix.Bt709)]
    [InlineData(99u, ColourMatrix.Bt601)]
    public void An_encoding_that_is_told_prevails_over_the_colour_space(uint encoding, ColourMatrix expected) =>
        Assert.All([0u, Smpte170M, Smpte240M, Rec709, Jpeg, Srgb, Bt2020, DciP3], space => Assert.Equal(expected, VideoColours.Matrix(space, encoding)));

    [Theory]
    [InlineData(0u, ColourMatrix.Bt601)]
    [InlineData(Smpte170M, ColourMatrix.Bt601)]
    [InlineData(Smpte240M, ColourMatrix.Bt709)]
    [InlineData(Rec709, ColourMatrix.Bt709)]
    [InlineData(Jpeg, ColourMatrix.Bt601)]
    [InlineData(Srgb, ColourMatrix.Bt601)]
    [InlineData(Bt2020, ColourMatrix.Bt709)]
    [InlineData(DciP3, ColourMatrix.Bt709)]
    public void Without_one_it_follows_from_the_colour_space(uint space, ColourMatrix expected) => Assert.Equal(expected, VideoColours.Matrix(space, 0));

    [Theory]
    [InlineData(Rec709, 1u, ColourRange.Full)]
    [InlineData(Rec709, 2u, ColourRange.Limited)]
    [InlineData(Jpeg, 1u, ColourRange.Full)]
    [InlineData(Jpeg, 2u, ColourRange.Limited)]
    [InlineData(Srgb, 1u, ColourRange.Full)]
    [InlineData(Jpeg, 0u, ColourRange.Full)]
    [InlineData(Rec709, 0u, ColourRange.Limited)]
    [InlineData(Srgb, 0u, ColourRange.Limited)]
    [InlineData(0u, 0u, ColourRange.Limited)]
    public void What_Y_reaches_to_is_told_or_follows_from_the_colour_space(uint space, uint quantization, ColourRange expected) =>
        Assert.Equal(expected, VideoColours.Range(space, quantization, PixelFormat.Yuyv));

    [Theory]
    [InlineData(Srgb, 0u)]
    [InlineData(Rec709, 2u)]
    [InlineData(Jpeg, 1u)]
    public void Jpeg_files_reach_to_all_levels_whatever_the_driver_says(uint space, uint quantization) =>
        Assert.Equal(ColourRange.Full, VideoColours.Range(space, quantization, PixelFormat.Mjpeg));
}
