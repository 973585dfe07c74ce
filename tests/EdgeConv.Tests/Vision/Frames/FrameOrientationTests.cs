using EdgeConv.Vision.Frames;

namespace EdgeConv.Tests.Vision.Frames;

public class FrameOrientationTests
{
    [Theory]
    [InlineData(0, false, "ABC/DEF")]
    [InlineData(90, false, "DA/EB/FC")]
    [InlineData(180, false, "FED/CBA")]
    [InlineData(270, false, "CF/BE/AD")]
    [InlineData(0, true, "CBA/FED")]
    [InlineData(90, true, "AD/BE/CF")]
    [InlineData(180, true, "DEF/ABC")]
    [InlineData(270, true, "FC/EB/DA")]
    public void A_frame_is_turned_clockwise_and_then_mirrored(int degrees, bool isMirrored, string expected)
    {
        using var frame = TestFrames.Of(Pictures.Of("ABC/DEF"), PixelFormat.Grey);
        using var converter = new FrameConverter(frame.Format!, FrameOrientation.Of(degrees, isMirrored));
        Assert.Equal(Pictures.Of(expected).Pixels, converter.Convert(frame).Pixels);
    }

    [Fact]
    public void Other_angles_are_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => FrameOrientation.Of(45, false));
}
