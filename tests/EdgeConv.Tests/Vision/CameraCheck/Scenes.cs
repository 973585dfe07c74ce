using EdgeConv.Vision;

namespace EdgeConv.Tests.Vision.CameraCheck;

/// <summary>A picture made by rule with what photographs have: a slope of light, bodies of several sizes and tones with hard borders, and fine texture.</summary>
internal static class Scenes
{
    public static Picture Discs(int width, int height, int seed)
    {
        var random = new Random(seed);
        var discs = Enumerable.Range(0, 25).Select(_ => (
            X: random.Next(width),
            Y: random.Next(height),
            Radius: random.Next(height / 20, height / 5),
            Tone: random.Next(15, 230),
            Texture: random.Next(5, 40))).ToArray();
        var picture = new Picture(width, height);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (tone, texture) = (60 + 100 * y / height, 8);
                foreach (var disc in discs)
                {
                    if ((x - disc.X) * (x - disc.X) + (y - disc.Y) * (y - disc.Y) < disc.Radius * disc.Radius)
                        (tone, texture) = (disc.Tone, disc.Texture);
                }

                var value = (byte)Math.Clamp(tone + random.Next(-texture, texture + 1), 0, 255);
                picture.Row(y).Slice(x * Picture.BytesPerPixel, Picture.BytesPerPixel).Fill(value);
            }
        }

        return picture;
    }
}
