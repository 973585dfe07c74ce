namespace EdgeConv.Vision;

/// <summary>A picture in memory: 8-bit RGB, interleaved, rows from top to bottom with nothing between them.</summary>
/// <remarks>
/// The pixel at (x, y) is at <c>Pixels[(y * Width + x) * 3]</c>: red, green, blue. Grey sources have three equal values.
/// There is no alpha: the decoders blend transparent pictures onto white.
/// </remarks>
public sealed class Picture
{
    /// <summary>Bytes of one pixel.</summary>
    public const int BytesPerPixel = 3;

    /// <summary>The longest side a picture may have, so that sums along it fit into 32 bits.</summary>
    public const int MaxSide = 1 << 23;

    /// <summary>A black picture.</summary>
    /// <param name="width">Columns, 1 to <see cref="MaxSide"/>.</param>
    /// <param name="height">Rows, 1 to <see cref="MaxSide"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is out of range, or the picture does not fit into one array.</exception>
    public Picture(int width, int height)
        : this(width, height, new byte[ByteCount(width, height)])
    {
    }

    /// <summary>A picture over pixels that exist already; the array is used, not copied.</summary>
    /// <param name="width">Columns, 1 to <see cref="MaxSide"/>.</param>
    /// <param name="height">Rows, 1 to <see cref="MaxSide"/>.</param>
    /// <param name="pixels">Exactly <c>width * height * 3</c> bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is out of range, or the picture does not fit into one array.</exception>
    /// <exception cref="ArgumentException">The array has another length.</exception>
    public Picture(int width, int height, byte[] pixels)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        var expected = ByteCount(width, height);
        if (pixels.Length != expected)
            throw new ArgumentException($"A {width}x{height} RGB picture has {expected} bytes, not {pixels.Length}.", nameof(pixels));
        Width = width;
        Height = height;
        Pixels = pixels;
    }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>The pixels, <c>Width * Height * 3</c> bytes: red, green, blue.</summary>
    public byte[] Pixels { get; }

    /// <summary>The colour of one pixel.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The position is outside the picture.</exception>
    public Rgb this[int x, int y]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)x, (uint)Width, nameof(x));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)y, (uint)Height, nameof(y));
            var pixel = Pixels.AsSpan((y * Width + x) * BytesPerPixel, BytesPerPixel);
            return new Rgb(pixel[0], pixel[1], pixel[2]);
        }
    }

    /// <summary>The bytes of row <paramref name="y"/>, <c>Width * 3</c> of them.</summary>
    public Span<byte> Row(int y) => Pixels.AsSpan(y * Width * BytesPerPixel, Width * BytesPerPixel);

    /// <summary>A copy of the window whose upper left pixel is (<paramref name="x"/>, <paramref name="y"/>).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The window is empty or reaches outside the picture.</exception>
    public Picture Crop(int x, int y, int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(x);
        ArgumentOutOfRangeException.ThrowIfNegative(y);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)x + width, Width, nameof(width));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)y + height, Height, nameof(height));

        var window = new Picture(width, height);
        for (var row = 0; row < height; row++)
            Row(y + row).Slice(x * BytesPerPixel, width * BytesPerPixel).CopyTo(window.Row(row));
        return window;
    }

    /// <summary>The picture turned and mirrored so that what <paramref name="orientation"/> describes stands upright.</summary>
    /// <returns>A new picture, or this one when nothing has to move.</returns>
    public Picture Upright(PictureOrientation orientation)
    {
        if (orientation is < PictureOrientation.TopRight or > PictureOrientation.LeftBottom)
            return this;

        // Destination pixel (x, y) is source pixel origin + x * across + y * down.
        var (right, bottom) = (Width - 1, (Height - 1) * Width);
        var (origin, across, down) = orientation switch
        {
            PictureOrientation.TopRight => (right, -1, Width),
            PictureOrientation.BottomRight => (bottom + right, -1, -Width),
            PictureOrientation.BottomLeft => (bottom, 1, -Width),
            PictureOrientation.LeftTop => (0, Width, 1),
            PictureOrientation.RightTop => (bottom, -Width, 1),
            PictureOrientation.RightBottom => (bottom + right, -Width, -1),
            _ => (right, Width, -1),
        };

        var sidesSwap = orientation >= PictureOrientation.LeftTop;
        var upright = sidesSwap ? new Picture(Height, Width) : new Picture(Width, Height);
        for (var y = 0; y < upright.Height; y++)
        {
            var row = upright.Row(y);
            var source = origin + y * down;
            for (var x = 0; x < row.Length; x += BytesPerPixel, source += across)
                Pixels.AsSpan(source * BytesPerPixel, BytesPerPixel).CopyTo(row[x..]);
        }

        return upright;
    }

    private static int ByteCount(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, MaxSide);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, MaxSide);
        var count = (long)width * height * BytesPerPixel;
        if (count > Array.MaxLength)
            throw new ArgumentOutOfRangeException(nameof(width), $"A {width}x{height} picture has {count} bytes; at most {Array.MaxLength} fit.");
        return (int)count;
    }
}
