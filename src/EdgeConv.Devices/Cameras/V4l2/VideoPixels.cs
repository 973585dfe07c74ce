using EdgeConv.Vision.Frames;

namespace EdgeConv.Devices.Cameras.V4l2;

/// <summary>The V4L2 formats we know, cheapest first to make an input tensor of.</summary>
/// <param name="Code">V4L2's four characters.</param>
/// <param name="Pixels">What they are.</param>
/// <param name="CrFirst">The planes of Cb and Cr are exchanged.</param>
internal sealed record VideoPixels(uint Code, PixelFormat Pixels, bool CrFirst = false)
{
    /// <summary>
    /// 4:2:0 is read least bytes of, then 4:2:2, then RGB, which a camera computes from less; JPEG must be decoded; grey is a last resort, as it has no colour.
    /// </summary>
    public static readonly VideoPixels[] All =
    [
        new(Four("NV12"), PixelFormat.Nv12),
        new(Four("NM12"), PixelFormat.Nv12),
        new(Four("YU12"), PixelFormat.I420),
        new(Four("YM12"), PixelFormat.I420),
        new(Four("NV21"), PixelFormat.Nv21),
        new(Four("NM21"), PixelFormat.Nv21),
        new(Four("YV12"), PixelFormat.I420, CrFirst: true),
        new(Four("YM21"), PixelFormat.I420, CrFirst: true),
        new(Four("YUYV"), PixelFormat.Yuyv),
        new(Four("UYVY"), PixelFormat.Uyvy),
        new(Four("RGB3"), PixelFormat.Rgb24),
        new(Four("BGR3"), PixelFormat.Bgr24),
        new(Four("XB24"), PixelFormat.Rgba32),
        new(Four("AB24"), PixelFormat.Rgba32),
        new(Four("MJPG"), PixelFormat.Mjpeg),
        new(Four("JPEG"), PixelFormat.Mjpeg),
        new(Four("GREY"), PixelFormat.Grey),
    ];

    /// <summary>The format of a code; null: not one we know.</summary>
    public static VideoPixels? Of(uint code) => Array.Find(All, pixels => pixels.Code == code);

    /// <summary>The format of a code as text; null: not one we know.</summary>
    public static VideoPixels? Of(string code) => Array.Find(All, pixels => VideoText.FourCharacters(pixels.Code) == code);

    /// <summary>The place in the list.</summary>
    public int Cost => Array.IndexOf(All, this);

    private static uint Four(string characters) => (uint)(characters[0] | characters[1] << 8 | characters[2] << 16 | characters[3] << 24);
}
