using EdgeConv.Vision.Resizing;

namespace EdgeConv.Vision.Classification;

/// <summary>Draws one class of a <see cref="DenseMap"/>: dark blue where the score is 0, through green, to yellow where it is 1.</summary>
public static class HeatMap
{
    // Five points of the viridis colour map (Smith and van der Walt, CC0), equally far apart: its brightness grows evenly, also in grey print.
    private static readonly Rgb[] Colours = [new(68, 1, 84), new(59, 82, 139), new(33, 145, 140), new(94, 201, 98), new(253, 231, 37)];

    /// <summary>Draws a map.</summary>
    /// <param name="map">The scores.</param>
    /// <param name="classIndex">The class to draw.</param>
    /// <param name="width">Columns of the drawing.</param>
    /// <param name="height">Rows of the drawing.</param>
    public static Picture Draw(DenseMap map, int classIndex, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(map);
        var places = new Picture(map.Columns, map.Rows);
        for (var row = 0; row < map.Rows; row++)
        {
            for (var column = 0; column < map.Columns; column++)
            {
                var level = (byte)Math.Round(Math.Clamp(map.At(row, column)[classIndex], 0, 1) * 255);
                places.Pixels.AsSpan((row * map.Columns + column) * Picture.BytesPerPixel, Picture.BytesPerPixel).Fill(level);
            }
        }

        var drawing = PictureResizer.Fit(places, width, height, FitMode.Stretch, ResizeFilter.Bilinear);
        for (var i = 0; i < drawing.Pixels.Length; i += Picture.BytesPerPixel)
        {
            var colour = ColourOf(drawing.Pixels[i]);
            (drawing.Pixels[i], drawing.Pixels[i + 1], drawing.Pixels[i + 2]) = (colour.Red, colour.Green, colour.Blue);
        }

        return drawing;
    }

    private static Rgb ColourOf(byte level)
    {
        var position = level * (Colours.Length - 1);
        var below = Math.Min(position / 255, Colours.Length - 2);
        var part = position - below * 255;
        byte Mix(byte from, byte to) => (byte)((from * (255 - part) + to * part + 127) / 255);
        var (a, b) = (Colours[below], Colours[below + 1]);
        return new Rgb(Mix(a.Red, b.Red), Mix(a.Green, b.Green), Mix(a.Blue, b.Blue));
    }
}
