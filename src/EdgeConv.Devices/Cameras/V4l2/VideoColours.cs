using EdgeConv.Vision.Frames;

namespace EdgeConv.Devices.Cameras.V4l2;

/// <summary>What a driver says of colours, in our words. What it leaves open follows from the colour space as V4L2_MAP_YCBCR_ENC_DEFAULT and V4L2_MAP_QUANTIZATION_DEFAULT say.</summary>
internal static class VideoColours
{
    private const uint Smpte240MSpace = 2;
    private const uint Rec709Space = 3;
    private const uint JpegSpace = 7;
    private const uint Bt2020Space = 10;
    private const uint DciP3Space = 12;

    private const uint DefaultEncoding = 0;
    private const uint Rec709Encoding = 2;
    private const uint XvYcc709Encoding = 4;
    private const uint Bt2020Encoding = 6;
    private const uint Bt2020ConstantEncoding = 7;
    private const uint Smpte240MEncoding = 8;

    private const uint FullQuantization = 1;
    private const uint LimitedQuantization = 2;

    /// <summary>The weights of Y: those of BT.601 and BT.709; BT.2020 and SMPTE 240M, which cameras do not use, are nearer to the second.</summary>
    public static ColourMatrix Matrix(uint colourSpace, uint encoding) => encoding switch
    {
        Rec709Encoding or XvYcc709Encoding or Bt2020Encoding or Bt2020ConstantEncoding or Smpte240MEncoding => ColourMatrix.Bt709,
        DefaultEncoding when colourSpace is Rec709Space or DciP3Space or Bt2020Space or Smpte240MSpace => ColourMatrix.Bt709,
        _ => ColourMatrix.Bt601,
    };

    /// <summary>What Y, Cb and Cr reach to.</summary>
    public static ColourRange Range(uint colourSpace, uint quantization, PixelFormat pixels) => quantization switch
    {
        _ when pixels == PixelFormat.Mjpeg => ColourRange.Full,
        FullQuantization => ColourRange.Full,
        LimitedQuantization => ColourRange.Limited,
        _ => colourSpace == JpegSpace ? ColourRange.Full : ColourRange.Limited,
    };
}
