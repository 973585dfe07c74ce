using EdgeConv.Vision;

namespace EdgeConv.Tests.Vision.CameraCheck;

/// <summary>What goes wrong between a scene and its picture, done to a good picture: light first, then the lens, then the sensor with its noise.</summary>
internal static class Degradation
{
    // The sensor's noise in pixel values: uniform between minus and plus this.
    private const int NoiseAmplitude = 2;

    /// <summary>Too little light: all values times a small exposure.</summary>
    public static Picture Dark(Picture picture, double exposure, int seed) => WithNoise(Map(picture, value => value * exposure), seed);

    /// <summary>Too much light: all values times a gain, on a veil of stray light, clipped.</summary>
    public static Picture Overexposed(Picture picture, double gain, double veil) => Map(picture, value => value * gain + veil);

    /// <summary>Out of focus: a blur whose deviation is a part of the shorter side.</summary>
    public static Picture Blurred(Picture picture, double part, int seed) => WithNoise(BoxBlur.Gaussian(picture, part * Math.Min(picture.Width, picture.Height)), seed);

    /// <summary>Something close in front of the lens: little light comes through, and no shape with it.</summary>
    public static Picture Covered(Picture picture, double part, double light, int seed) =>
        WithNoise(Map(BoxBlur.Gaussian(picture, part * Math.Min(picture.Width, picture.Height)), value => value * light), seed);

    /// <summary>A finger on the lens: one colour, brighter towards a corner, whatever the scene.</summary>
    public static Picture UnderAFinger(int width, int height, Rgb colour, double gradient, int seed)
    {
        var picture = new Picture(width, height);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var light = 1 + gradient * ((double)x / width + (double)y / height - 1);
                var at = (y * width + x) * Picture.BytesPerPixel;
                picture.Pixels[at] = Stored(colour.Red * light);
                picture.Pixels[at + 1] = Stored(colour.Green * light);
                picture.Pixels[at + 2] = Stored(colour.Blue * light);
            }
        }

        return WithNoise(picture, seed);
    }

    private static Picture WithNoise(Picture picture, int seed)
    {
        var random = new Random(seed);
        return Map(picture, value => value + random.Next(-NoiseAmplitude, NoiseAmplitude + 1));
    }

    private static Picture Map(Picture picture, Func<byte, double> map) => new(picture.Width, picture.Height, [.. picture.Pixels.Select(value => Stored(map(value)))]);

    private static byte Stored(double value) => (byte)Math.Round(Math.Clamp(value, 0, 255));
}
