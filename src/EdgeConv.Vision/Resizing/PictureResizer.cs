namespace EdgeConv.Vision.Resizing;

/// <summary>Crops and scales pictures of one size to another in one pass, without allocating.</summary>
/// <remarks>
/// A target sample is <c>floor((sum over rows y and columns x of wy * wx * p(x, y) + T / 2) / T)</c> with whole weights that sum to T
/// (see <see cref="ResizeFilter"/> for what they are): the exact weighted mean, rounded once, halves up. There is no floating point in
/// it, so a picture gives the same bytes on every CPU. Pixels outside the cropped window play no part. An instance is for one thread at a time.
/// </remarks>
public sealed class PictureResizer
{
    // T is then at most 2^27 * 2^28, and 255 T and a half fit into 64 bits.
    private const int MaxSide = 1 << 27;

    private readonly int sourceWidth;
    private readonly int sourceHeight;
    private readonly int width;
    private readonly int height;
    private readonly Rgb padColour;
    private readonly ResampledAxis columns;
    private readonly ResampledAxis rows;
    private readonly long total;

    // Source rows scaled to the target's columns: the two last ones, for neighbouring target rows share them.
    private readonly long[][] scaledRows;
    private readonly int[] scaledRowNumbers = [-1, -1];
    private readonly long[] sums;

    /// <summary>Prepares the weights for one pair of sizes.</summary>
    /// <param name="sourceWidth">Columns of the pictures that come in.</param>
    /// <param name="sourceHeight">Rows of the pictures that come in.</param>
    /// <param name="width">Columns that go out.</param>
    /// <param name="height">Rows that go out.</param>
    /// <param name="mode">What happens when the side ratios differ.</param>
    /// <param name="filter">How pixels are weighted.</param>
    /// <param name="padColour">The borders of <see cref="FitMode.Letterbox"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is below 1 or above 2^27, or the mode or filter is unknown.</exception>
    public PictureResizer(int sourceWidth, int sourceHeight, int width, int height, FitMode mode, ResizeFilter filter, Rgb padColour = default)
    {
        if (!Enum.IsDefined(filter))
            throw new ArgumentOutOfRangeException(nameof(filter), filter, "There is no such filter.");
        Geometry = FitGeometry.Of(sourceWidth, sourceHeight, width, height, mode);
        (this.sourceWidth, this.sourceHeight, this.width, this.height, this.padColour) = (sourceWidth, sourceHeight, width, height, padColour);
        if (Math.Max(Math.Max(sourceWidth, sourceHeight), Math.Max(width, height)) > MaxSide)
            throw new ArgumentOutOfRangeException(nameof(width), $"A side of {sourceWidth}x{sourceHeight} or {width}x{height} is longer than {MaxSide} pixels.");

        var (from, to) = (Geometry.Source, Geometry.Target);
        columns = new ResampledAxis(from.Width, to.Width, filter);
        rows = new ResampledAxis(from.Height, to.Height, filter);
        total = (long)columns.Total * rows.Total;
        var samples = to.Width * Picture.BytesPerPixel;
        scaledRows = [new long[samples], new long[samples]];
        sums = new long[samples];
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
    /// <exception cref="ArgumentOutOfRangeException">A side is below 1, or the mode or filter is unknown.</exception>
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
        Require(source, sourceWidth, sourceHeight, nameof(source));
        Require(target, width, height, nameof(target));

        var (from, to) = (Geometry.Source, Geometry.Target);
        if (to.Width < width || to.Height < height)
            Fill(target.Pixels, padColour);

        // The pixels may have changed since the last call.
        scaledRowNumbers.AsSpan().Fill(-1);
        for (var y = 0; y < to.Height; y++)
        {
            sums.AsSpan().Fill(total / 2);
            var sourceRow = rows.First(y);
            foreach (var weight in rows.Weights(y))
                AddWeighted(ScaledRow(source, from, sourceRow++), weight);

            var row = target.Row(to.Y + y).Slice(to.X * Picture.BytesPerPixel, sums.Length);
            for (var i = 0; i < row.Length; i++)
                row[i] = (byte)(sums[i] / total);
        }
    }

    private void AddWeighted(long[] row, long weight)
    {
        var sum = sums;
        for (var i = 0; i < sum.Length && i < row.Length; i++)
            sum[i] += weight * row[i];
    }

    private long[] ScaledRow(Picture source, PixelWindow from, int y)
    {
        var slot = y & 1;
        var scaled = scaledRows[slot];
        if (scaledRowNumbers[slot] == y)
            return scaled;

        scaledRowNumbers[slot] = y;
        ScaleRow(source.Row(from.Y + y).Slice(from.X * Picture.BytesPerPixel, from.Width * Picture.BytesPerPixel), scaled);
        return scaled;
    }

    private void ScaleRow(ReadOnlySpan<byte> pixels, Span<long> scaled)
    {
        for (int x = 0, to = 0; to + 2 < scaled.Length; x++, to += Picture.BytesPerPixel)
        {
            var weights = columns.Weights(x);
            var covered = pixels.Slice(columns.First(x) * Picture.BytesPerPixel, weights.Length * Picture.BytesPerPixel);
            long red = 0, green = 0, blue = 0;
            var i = 0;
            foreach (long weight in weights)
            {
                red += weight * covered[i];
                green += weight * covered[i + 1];
                blue += weight * covered[i + 2];
                i += Picture.BytesPerPixel;
            }

            (scaled[to], scaled[to + 1], scaled[to + 2]) = (red, green, blue);
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
