namespace EdgeConv.Vision.Resizing;

/// <summary>Crops and scales pictures of one size to another in one pass, without allocating.</summary>
/// <remarks>
/// A target sample is <c>floor((sum over rows y and columns x of wy * wx * p(x, y) + T / 2) / T)</c> with whole weights that sum to T
/// (see <see cref="ResizeFilter"/> for what they are): the exact weighted mean, rounded once, halves up. There is no floating point in
/// it, so a picture gives the same bytes on every CPU. Pixels outside the cropped window play no part. An instance is for one thread at a time.
/// </remarks>
public sealed class PictureResizer
{
    private readonly int _sourceWidth;
    private readonly int _sourceHeight;
    private readonly int _width;
    private readonly int _height;
    private readonly Rgb _padColour;
    private readonly ResampledAxis _columns;
    private readonly ResampledAxis _rows;
    private readonly RoundedMean _mean;

    // One target row at the source's width: source rows summed by their weights, at most 255 * 2^24.
    private readonly uint[] _sums;

    /// <summary>Prepares the weights for one pair of sizes.</summary>
    /// <param name="sourceWidth">Columns of the pictures that come in.</param>
    /// <param name="sourceHeight">Rows of the pictures that come in.</param>
    /// <param name="width">Columns that go out.</param>
    /// <param name="height">Rows that go out.</param>
    /// <param name="mode">What happens when the side ratios differ.</param>
    /// <param name="filter">How pixels are weighted.</param>
    /// <param name="padColour">The borders of <see cref="FitMode.Letterbox"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is below 1 or above <see cref="Picture.MaxSide"/>, or the mode or filter is unknown.</exception>
    public PictureResizer(int sourceWidth, int sourceHeight, int width, int height, FitMode mode, ResizeFilter filter, Rgb padColour = default)
    {
        if (!Enum.IsDefined(filter))
            throw new ArgumentOutOfRangeException(nameof(filter), filter, "There is no such filter.");
        Geometry = FitGeometry.Of(sourceWidth, sourceHeight, width, height, mode);
        (_sourceWidth, _sourceHeight, _width, _height, _padColour) = (sourceWidth, sourceHeight, width, height, padColour);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Math.Max(sourceWidth, sourceHeight), Picture.MaxSide, nameof(sourceWidth));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Math.Max(width, height), Picture.MaxSide, nameof(width));

        var (from, to) = (Geometry.Source, Geometry.Target);
        _columns = new ResampledAxis(from.Width, to.Width, filter);
        _rows = new ResampledAxis(from.Height, to.Height, filter);
        _mean = new RoundedMean((long)_columns.Total * _rows.Total);
        _sums = new uint[from.Width * Picture.BytesPerPixel];
    }

    /// <summary>Which part of the source lands where in the target.</summary>
    public FitGeometry Geometry { get; }

    /// <summary>A picture fitted to another size; for many pictures of one size, keep a resizer instead.</summary>
    /// <param name="picture">The picture; it is not changed.</param>
    /// <param name="width">Columns that go out.</param>
    /// <param name="height">Rows that go out.</param>
    /// <param name="mode">What happens when the side ratios differ.</param>
    /// <param name="filter">How pixels are weighted.</param>
    /// <param name="padColour">The borders of <see cref="FitMode.Letterbox"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is below 1 or above <see cref="Picture.MaxSide"/>, or the mode or filter is unknown.</exception>
    public static Picture Fit(Picture picture, int width, int height, FitMode mode, ResizeFilter filter, Rgb padColour = default)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var resizer = new PictureResizer(picture.Width, picture.Height, width, height, mode, filter, padColour);
        var target = new Picture(width, height);
        resizer.Resize(picture, target);
        return target;
    }

    /// <summary>Fits <paramref name="source"/> into <paramref name="target"/>, borders included.</summary>
    /// <exception cref="ArgumentException">A picture has another size than this resizer was made for.</exception>
    public void Resize(Picture source, Picture target)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        Require(source, _sourceWidth, _sourceHeight, nameof(source));
        Require(target, _width, _height, nameof(target));

        var (from, to) = (Geometry.Source, Geometry.Target);
        if (to.Width < _width || to.Height < _height)
            Fill(target.Pixels, _padColour);

        for (var y = 0; y < to.Height; y++)
        {
            Array.Clear(_sums);
            var sourceRow = from.Y + _rows.First(y);
            foreach (var weight in _rows.Weights(y))
                WeightedRows.Add(source.Row(sourceRow++)[(from.X * Picture.BytesPerPixel)..], (uint)weight, _sums);
            ScaleRow(target.Row(to.Y + y).Slice(to.X * Picture.BytesPerPixel, to.Width * Picture.BytesPerPixel));
        }
    }

    private void ScaleRow(Span<byte> row)
    {
        for (var x = 0; row.Length >= Picture.BytesPerPixel; x++, row = row[Picture.BytesPerPixel..])
        {
            var weights = _columns.Weights(x);
            var covered = _sums.AsSpan(_columns.First(x) * Picture.BytesPerPixel, weights.Length * Picture.BytesPerPixel);
            long red = 0, green = 0, blue = 0;
            foreach (long weight in weights)
            {
                red += weight * covered[0];
                green += weight * covered[1];
                blue += weight * covered[2];
                covered = covered[Picture.BytesPerPixel..];
            }

            row[0] = _mean.Of(red);
            row[1] = _mean.Of(green);
            row[2] = _mean.Of(blue);
        }
    }

    private static void Fill(Span<byte> pixels, Rgb colour)
    {
        for (var i = 0; i + 2 < pixels.Length; i += Picture.BytesPerPixel)
            (pixels[i], pixels[i + 1], pixels[i + 2]) = (colour.Red, colour.Green, colour.Blue);
    }

    private static void Require(Picture picture, int width, int height, string name)
    {
        if (picture.Width != width || picture.Height != height)
            throw new ArgumentException($"The picture is {picture.Width}x{picture.Height}; this resizer was made for {width}x{height}.", name);
    }
}
