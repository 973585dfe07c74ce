namespace EdgeConv.Vision.Frames;

/// <summary>How a camera arranges a frame's pixels.</summary>
public enum PixelFormat
{
    /// <summary>4:2:2 in one plane, Y0 Cb Y1 Cr: what most USB cameras give (V4L2 <c>YUYV</c>).</summary>
    Yuyv,

    /// <summary>4:2:2 in one plane, Cb Y0 Cr Y1 (V4L2 <c>UYVY</c>).</summary>
    Uyvy,

    /// <summary>4:2:0: a plane of Y, a plane of Cb Cr pairs (V4L2 <c>NV12</c>).</summary>
    Nv12,

    /// <summary>4:2:0: a plane of Y, a plane of Cr Cb pairs (V4L2 <c>NV21</c>).</summary>
    Nv21,

    /// <summary>4:2:0: planes of Y, Cb and Cr (V4L2 <c>YU12</c>): what libcamera's programs write.</summary>
    I420,

    /// <summary>Three bytes a pixel, red first (V4L2 <c>RGB3</c>).</summary>
    Rgb24,

    /// <summary>Three bytes a pixel, blue first (V4L2 <c>BGR3</c>).</summary>
    Bgr24,

    /// <summary>Four bytes a pixel: red, green, blue, and one that is not looked at.</summary>
    Rgba32,

    /// <summary>One byte a pixel (V4L2 <c>GREY</c>), always of full range.</summary>
    Grey,

    /// <summary>A JPEG file a frame (V4L2 <c>MJPG</c>, <c>JPEG</c>).</summary>
    Mjpeg,
}
