using EdgeConv.Vision;
using EdgeConv.Vision.Frames;
using EdgeConv.Vision.Resizing;

namespace EdgeConv.Tests.Vision.Frames;

/// <summary>What a frame becomes by the definitions, in real numbers and sample by sample: filters as functions over the frame's plane, ITU-R equations as they are printed.</summary>
internal static class RealFrame
{
    /// <summary>The RGB levels, upright, with a black border.</summary>
    public static byte[] Rgb(Frame frame, RandomTarget target)
    {
        var format = frame.Format!;
        var isTransposed = target.Orientation >= PictureOrientation.LeftTop;
        var (width, height) = isTransposed ? (format.Height, format.Width) : (format.Width, format.Height);
        var fit = FitGeometry.Of(width, height, target.Width, target.Height, target.Fit);
        var result = new byte[target.Width * target.Height * 3];
        for (var y = 0; y < fit.Target.Height; y++)
        {
            for (var x = 0; x < fit.Target.Width; x++)
            {
                var colour = Colour(format, (divisorX, divisorY, read) => Sample(format, target, fit, x, y, divisorX, divisorY, read), frame);
                for (var channel = 0; channel < 3; channel++)
                    result[((y + fit.Target.Y) * target.Width + x + fit.Target.X) * 3 + channel] = (byte)Math.Clamp(Math.Floor(colour[channel] + 0.5), 0, 255);
            }
        }

        return result;
    }

    private static double[] Colour(FrameFormat format, Func<int, int, Func<int, int, byte>, double> sample, Frame frame)
    {
        byte At(int plane, int row, int offset) => frame.Memory[format.Planes[plane].Offset + row * format.Planes[plane].Stride + offset];
        double Packed(int size, int at) => sample(1, 1, (x, y) => At(0, y, size * x + at));
        double Twice(int at) => sample(2, 1, (x, y) => At(0, y, 4 * x + at));
        double Half(int plane, int size, int at) => sample(2, 2, (x, y) => At(plane, y, size * x + at));
        return format.Pixels switch
        {
            PixelFormat.Rgb24 => [Packed(3, 0), Packed(3, 1), Packed(3, 2)],
            PixelFormat.Bgr24 => [Packed(3, 2), Packed(3, 1), Packed(3, 0)],
            PixelFormat.Rgba32 => [Packed(4, 0), Packed(4, 1), Packed(4, 2)],
            PixelFormat.Grey => [Packed(1, 0), Packed(1, 0), Packed(1, 0)],
            PixelFormat.Yuyv => Mixed(format, Packed(2, 0), Twice(1), Twice(3)),
            PixelFormat.Uyvy => Mixed(format, Packed(2, 1), Twice(0), Twice(2)),
            PixelFormat.Nv12 => Mixed(format, Packed(1, 0), Half(1, 2, 0), Half(1, 2, 1)),
            PixelFormat.Nv21 => Mixed(format, Packed(1, 0), Half(1, 2, 1), Half(1, 2, 0)),
            _ => Mixed(format, Packed(1, 0), Half(1, 1, 0), Half(2, 1, 0)),
        };
    }

    /// <summary>ITU-R BT.601-7, 2.5.1 and 2.5.3, and BT.709-6, 3.2 to 3.4, solved for red, green and blue.</summary>
    private static double[] Mixed(FrameFormat format, double y, double cb, double cr)
    {
        var (kr, kg, kb) = format.Matrix == ColourMatrix.Bt601 ? (0.299, 0.587, 0.114) : (0.2126, 0.7152, 0.0722);
        var isFull = format.Range == ColourRange.Full;
        var luma = isFull ? y / 255 : (y - 16) / 219;
        var red = luma + (cr - 128) / (isFull ? 255 : 224) * (2 - 2 * kr);
        var blue = luma + (cb - 128) / (isFull ? 255 : 224) * (2 - 2 * kb);
        return [255 * red, 255 * (luma - kr * red - kb * blue) / kg, 255 * blue];
    }

    private static double Sample(FrameFormat format, RandomTarget target, FitGeometry fit, int x, int y, int divisorX, int divisorY, Func<int, int, byte> read)
    {
        var isTransposed = target.Orientation >= PictureOrientation.LeftTop;
        var across = Axis(fit.Source.X, fit.Source.Width, fit.Target.Width, x);
        var down = Axis(fit.Source.Y, fit.Source.Height, fit.Target.Height, y);
        var (columns, rows) = isTransposed ? (down, across) : (across, down);
        var flipsColumns = target.Orientation is PictureOrientation.TopRight or PictureOrientation.BottomRight or PictureOrientation.RightBottom or PictureOrientation.LeftBottom;
        var flipsRows = target.Orientation is PictureOrientation.BottomRight or PictureOrientation.BottomLeft or PictureOrientation.RightTop or PictureOrientation.RightBottom;
        var columnWeights = Weights(flipsColumns ? columns.Mirrored(format.Width) : columns, divisorX, target.Filter);
        var rowWeights = Weights(flipsRows ? rows.Mirrored(format.Height) : rows, divisorY, target.Filter);
        return rowWeights.Sum(row => row.Weight * columnWeights.Sum(column => column.Weight * read(column.Sample, row.Sample)));
    }

    private static RealAxis Axis(int start, int length, int target, int i) => new(start, length, target, i, false);

    private static List<(int Sample, double Weight)> Weights(RealAxis axis, int divisor, ResizeFilter filter)
    {
        // In samples of the component.
        var (start, end) = ((double)axis.Start / divisor, (double)(axis.Start + axis.Length) / divisor);
        var step = (end - start) / axis.Target;
        var (first, last) = (axis.Start / divisor, (axis.Start + axis.Length - 1) / divisor);
        var shrinks = axis.Length > axis.Target * divisor;
        var centre = start + (axis.Index + 0.5) * step;
        if (filter == ResizeFilter.BilinearLegacy)
            centre = axis.IsMirrored ? start + (axis.Index + 1) * step - 0.5 / divisor : start + axis.Index * step + 0.5 / divisor;
        var heights = new List<(int Sample, double Weight)>();
        var position = Math.Clamp(centre - 0.5, first, last);
        for (var j = first; j <= last; j++)
        {
            var height = filter switch
            {
                ResizeFilter.Area when shrinks => Math.Min(j + 1, start + (axis.Index + 1) * step) - Math.Max(j, start + axis.Index * step),
                ResizeFilter.Triangle when shrinks => 1 - Math.Abs(j + 0.5 - centre) / step,
                _ => 1 - Math.Abs(j - position),
            };
            if (height > 0)
                heights.Add((j, height));
        }

        var total = heights.Sum(one => one.Weight);
        return [.. heights.Select(one => (one.Sample, one.Weight / total))];
    }

    private readonly record struct RealAxis(int Start, int Length, int Target, int Index, bool IsMirrored)
    {
        public RealAxis Mirrored(int side) => new(side - Start - Length, Length, Target, Target - 1 - Index, true);
    }
}
