using EdgeConv.Vision;

namespace EdgeConv.Tests.Vision;

/// <summary>Pictures made for tests.</summary>
internal static class Pictures
{
    public static Picture Random(int width, int height, int seed)
    {
        var picture = new Picture(width, height);
        new Random(seed).NextBytes(picture.Pixels);
        return picture;
    }

    public static Picture Constant(int width, int height, Rgb colour)
    {
        var picture = new Picture(width, height);
        for (var i = 0; i < picture.Pixels.Length; i += 3)
            (picture.Pixels[i], picture.Pixels[i + 1], picture.Pixels[i + 2]) = (colour.Red, colour.Green, colour.Blue);
        return picture;
    }

    public static Picture Greys(int width, int height, params byte[] greys) =>
        new(width, height, [.. greys.SelectMany(grey => new[] { grey, grey, grey })]);

    /// <summary>A letter a pixel, a slash between rows; the letter is its grey.</summary>
    public static Picture Of(string letters)
    {
        var rows = letters.Split('/');
        return Greys(rows[0].Length, rows.Length, [.. string.Concat(rows).Select(letter => (byte)letter)]);
    }

    /// <summary>The reverse of <see cref="Of"/>, of pictures whose pixels are <paramref name="step"/> apart.</summary>
    public static string Letters(Picture picture, int step = 1)
    {
        var rows = Enumerable.Range(0, picture.Height / step).Select(y =>
            string.Concat(Enumerable.Range(0, picture.Width / step).Select(x => (char)picture[x * step, y * step].Green)));
        return string.Join('/', rows);
    }

    public static byte[] ReadGreys(Picture picture)
    {
        Assert.All(picture.Pixels.Chunk(3), pixel => Assert.True(pixel[0] == pixel[1] && pixel[1] == pixel[2]));
        return [.. picture.Pixels.Chunk(3).Select(pixel => pixel[0])];
    }
}
