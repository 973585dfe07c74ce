using EdgeConv.Vision;

namespace EdgeConv.Tests.Vision.CameraCheck;

/// <summary>A Gaussian blur as three box blurs (central limit theorem), whose cost does not grow with its width; borders repeat the outermost pixel.</summary>
internal static class BoxBlur
{
    private const int Passes = 3;

    /// <summary>Blurs with a standard deviation given in pixels.</summary>
    public static Picture Gaussian(Picture picture, double sigma)
    {
        // A box of 2r + 1 pixels has the variance r (r + 1) / 3; the variances of the passes add up.
        var radius = Math.Max(1, (int)Math.Round((Math.Sqrt(1 + 12 * sigma * sigma / Passes) - 1) / 2));
        var values = picture.Pixels.Select(value => (float)value).ToArray();
        for (var pass = 0; pass < Passes; pass++)
        {
            for (var channel = 0; channel < Picture.BytesPerPixel; channel++)
            {
                for (var y = 0; y < picture.Height; y++)
                    BlurLine(values, y * picture.Width * Picture.BytesPerPixel + channel, Picture.BytesPerPixel, picture.Width, radius);
                for (var x = 0; x < picture.Width; x++)
                    BlurLine(values, x * Picture.BytesPerPixel + channel, picture.Width * Picture.BytesPerPixel, picture.Height, radius);
            }
        }

        return new Picture(picture.Width, picture.Height, [.. values.Select(value => (byte)Math.Round(Math.Clamp(value, 0, 255)))]);
    }

    private static void BlurLine(float[] values, int start, int step, int count, int radius)
    {
        var line = new float[count];
        for (var i = 0; i < count; i++)
            line[i] = values[start + i * step];

        var sum = 0.0;
        for (var i = -radius; i <= radius; i++)
            sum += line[Math.Clamp(i, 0, count - 1)];
        for (var i = 0; i < count; i++)
        {
            values[start + i * step] = (float)(sum / (2 * radius + 1));
            sum += line[Math.Min(i + radius + 1, count - 1)] - line[Math.Max(i - radius, 0)];
        }
    }
}
