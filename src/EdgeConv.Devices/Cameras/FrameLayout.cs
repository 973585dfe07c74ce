using System.Collections.Immutable;
using EdgeConv.Vision.Frames;

namespace EdgeConv.Devices.Cameras;

/// <summary>How frames lie in what a driver or a pipe delivers.</summary>
/// <param name="Format">What the bytes mean.</param>
/// <param name="Bytes">Bytes from a frame's first to the next one's first, the gap behind the last row included; 0 for compressed frames.</param>
internal sealed record FrameLayout(FrameFormat Format, int Bytes)
{
    /// <summary>Rows of one length: <paramref name="stride"/> bytes for the first plane, and for the planes of Cb and Cr what follows from it, as V4L2 defines <c>bytesperline</c>.</summary>
    /// <param name="pixels">How pixels are arranged.</param>
    /// <param name="width">Pixels a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="stride">Bytes from row to row of the first plane; 0: rows follow each other without a gap.</param>
    /// <param name="crFirst">I420 with the planes of Cb and Cr exchanged (V4L2 <c>YV12</c>).</param>
    /// <exception cref="ArgumentException">Such a frame cannot be: rows overlap, a side is out of range, or it is too large.</exception>
    public static FrameLayout Of(PixelFormat pixels, int width, int height, int stride = 0, bool crFirst = false)
    {
        var packed = new FrameFormat(pixels, width, height);
        if (pixels == PixelFormat.Mjpeg)
            return new FrameLayout(packed, 0);
        if (stride == 0)
            stride = packed.Planes[0].Stride;
        var halfRows = (height + 1) / 2;
        long first = (long)stride * height;
        var (planes, bytes) = pixels switch
        {
            PixelFormat.I420 => Planar(first, Math.Max((stride + 1) / 2, (width + 1) / 2), halfRows),
            PixelFormat.Nv12 or PixelFormat.Nv21 => SemiPlanar(first, Math.Max(stride, (width + 1) / 2 * 2), halfRows),
            _ => (ImmutableArray<(long Offset, int Stride)>.Empty, first),
        };
        if (bytes > Array.MaxLength)
            throw new ArgumentException($"A frame of {bytes} bytes is too large.", nameof(stride));
        if (crFirst && planes.Length == 2)
            planes = [planes[1], planes[0]];
        var format = new FrameFormat(pixels, width, height, [new FramePlane(0, stride), .. planes.Select(plane => new FramePlane((int)plane.Offset, plane.Stride))]);
        return new FrameLayout(format, (int)bytes);
    }

    /// <summary>The same with other colours.</summary>
    public FrameLayout With(ColourMatrix matrix, ColourRange range) => this with { Format = Format with { Matrix = matrix, Range = range } };

    private static (ImmutableArray<(long Offset, int Stride)> Planes, long Bytes) Planar(long first, int stride, int rows) =>
        ([(first, stride), (first + (long)stride * rows, stride)], first + 2L * stride * rows);

    private static (ImmutableArray<(long Offset, int Stride)> Planes, long Bytes) SemiPlanar(long first, int stride, int rows) =>
        ([(first, stride)], first + (long)stride * rows);
}
