using EdgeConv.Vision;
using EdgeConv.Vision.Frames;

namespace EdgeConv.Benchmarks.Frames;

/// <summary>A frame to RGB at its own size, pixel by pixel in whole numbers, chroma repeated: the conversion as most programs have it.</summary>
internal static class WholeFrame
{
    /// <summary>Converts BT.601 frames of limited range without gaps, of even sides.</summary>
    public static void ToRgb(Frame frame, Picture picture)
    {
        var bytes = frame.Bytes;
        var format = frame.Format!;
        var (width, height) = (format.Width, format.Height);
        var planes = format.Planes;
        for (var y = 0; y < height; y++)
        {
            var row = picture.Row(y);
            var line = bytes.Slice(planes[0].Offset + y * planes[0].Stride, planes[0].Stride);
            switch (format.Pixels)
            {
                case PixelFormat.Yuyv:
                    for (var x = 0; x < width; x += 2)
                        Pair(row[(3 * x)..], line[2 * x], line[2 * x + 2], line[2 * x + 1], line[2 * x + 3]);
                    break;
                case PixelFormat.Uyvy:
                    for (var x = 0; x < width; x += 2)
                        Pair(row[(3 * x)..], line[2 * x + 1], line[2 * x + 3], line[2 * x], line[2 * x + 2]);
                    break;
                case PixelFormat.Nv12:
                case PixelFormat.Nv21:
                    var (cb, cr) = format.Pixels == PixelFormat.Nv12 ? (0, 1) : (1, 0);
                    var chroma = bytes.Slice(planes[1].Offset + y / 2 * planes[1].Stride, planes[1].Stride);
                    for (var x = 0; x < width; x += 2)
                        Pair(row[(3 * x)..], line[x], line[x + 1], chroma[x + cb], chroma[x + cr]);
                    break;
                case PixelFormat.I420:
                    var blue = bytes.Slice(planes[1].Offset + y / 2 * planes[1].Stride, planes[1].Stride);
                    var red = bytes.Slice(planes[2].Offset + y / 2 * planes[2].Stride, planes[2].Stride);
                    for (var x = 0; x < width; x += 2)
                        Pair(row[(3 * x)..], line[x], line[x + 1], blue[x / 2], red[x / 2]);
                    break;
                case PixelFormat.Rgb24:
                    line[..row.Length].CopyTo(row);
                    break;
                case PixelFormat.Bgr24:
                    for (var x = 0; x < row.Length; x += 3)
                        (row[x], row[x + 1], row[x + 2]) = (line[x + 2], line[x + 1], line[x]);
                    break;
                case PixelFormat.Rgba32:
                    for (int x = 0, from = 0; x < row.Length; x += 3, from += 4)
                        (row[x], row[x + 1], row[x + 2]) = (line[from], line[from + 1], line[from + 2]);
                    break;
                default:
                    for (var x = 0; x < width; x++)
                        row[3 * x] = row[3 * x + 1] = row[3 * x + 2] = line[x];
                    break;
            }
        }
    }

    // Factors of ITU-R BT.601, limited range, in 1/256.
    private static void Pair(Span<byte> row, int y0, int y1, int cb, int cr)
    {
        var (d, e) = (cb - 128, cr - 128);
        var (red, green, blue) = (409 * e + 128, -100 * d - 208 * e + 128, 516 * d + 128);
        var (first, second) = (298 * (y0 - 16), 298 * (y1 - 16));
        row[5] = Level(second + blue);
        row[4] = Level(second + green);
        row[3] = Level(second + red);
        row[2] = Level(first + blue);
        row[1] = Level(first + green);
        row[0] = Level(first + red);
    }

    private static byte Level(int scaled) => (byte)Math.Clamp(scaled >> 8, 0, 255);
}
