using System.Collections.Immutable;
using EdgeConv.Vision;
using EdgeConv.Vision.Frames;

namespace EdgeConv.Tests.Vision.Frames;

/// <summary>Frames made for tests.</summary>
internal static class TestFrames
{
    public static ImmutableArray<PixelFormat> Uncompressed { get; } = [.. Enum.GetValues<PixelFormat>().Where(pixels => pixels != PixelFormat.Mjpeg)];

    /// <summary>Any format but JPEG, with gaps between rows and planes.</summary>
    public static FrameFormat RandomFormat(Random random, PixelFormat pixels, int width, int height)
    {
        if (pixels is PixelFormat.Yuyv or PixelFormat.Uyvy)
            width = (width + 1) / 2 * 2;
        var packed = new FrameFormat(pixels, width, height);
        var (planes, end) = (ImmutableArray.CreateBuilder<FramePlane>(), 0);
        for (var i = 0; i < packed.Planes.Length; i++)
        {
            var stride = packed.Planes[i].Stride + (random.Next(2) == 0 ? 0 : random.Next(40));
            planes.Add(new FramePlane(end + random.Next(20), stride));
            end = planes[i].Offset + stride * (i == 0 ? height : (height + 1) / 2);
        }

        return new FrameFormat(pixels, width, height, planes.ToImmutable())
        {
            Matrix = (ColourMatrix)random.Next(2),
            Range = (ColourRange)random.Next(2),
        };
    }

    /// <summary>A frame of random bytes, at times only the extremes.</summary>
    public static Frame Random(Random random, FrameFormat format)
    {
        var frame = new Frame(format.Bytes);
        random.NextBytes(frame.Memory);
        if (random.Next(4) == 0)
        {
            foreach (ref var value in frame.Memory)
                value = (byte)(value < 128 ? 0 : 255);
        }

        frame.Set(format, format.Bytes, 0, 0);
        return frame;
    }

    /// <summary>A frame of given bytes.</summary>
    public static Frame Of(FrameFormat format, ReadOnlySpan<byte> bytes)
    {
        var frame = new Frame(bytes.Length);
        bytes.CopyTo(frame.Memory);
        frame.Set(format, bytes.Length, 0, 0);
        return frame;
    }

    /// <summary>A picture as a frame of one of the RGB formats, or of grey, where its red is taken.</summary>
    public static Frame Of(Picture picture, PixelFormat pixels)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < picture.Pixels.Length; i += 3)
        {
            var (red, green, blue) = (picture.Pixels[i], picture.Pixels[i + 1], picture.Pixels[i + 2]);
            bytes.AddRange(pixels switch
            {
                PixelFormat.Rgb24 => [red, green, blue],
                PixelFormat.Bgr24 => [blue, green, red],
                PixelFormat.Rgba32 => [red, green, blue, (byte)(i * 7)],
                _ => new[] { red },
            });
        }

        return Of(new FrameFormat(pixels, picture.Width, picture.Height), [.. bytes]);
    }
}
