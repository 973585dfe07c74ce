using System.Collections.Immutable;

namespace EdgeConv.Vision.Frames;

/// <summary>What the bytes of a camera's frames mean. Immutable; equal formats are those of equal bytes.</summary>
public sealed record FrameFormat
{
    /// <summary>The longest side a frame may have, in pixels.</summary>
    public const int MaxSide = 16_384;

    private readonly ImmutableArray<FramePlane> _planes;

    /// <summary>A format whose rows and planes follow each other without a gap.</summary>
    /// <param name="pixels">How pixels are arranged.</param>
    /// <param name="width">Pixels a row; even for <see cref="PixelFormat.Yuyv"/> and <see cref="PixelFormat.Uyvy"/>.</param>
    /// <param name="height">Rows.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is below 1 or above <see cref="MaxSide"/>, or odd where it must not be.</exception>
    public FrameFormat(PixelFormat pixels, int width, int height)
        : this(pixels, width, height, PackedPlanes(pixels, width, height))
    {
    }

    /// <summary>A format with gaps, as drivers that align rows make them.</summary>
    /// <param name="pixels">How pixels are arranged.</param>
    /// <param name="width">Pixels a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="planes">As many as the arrangement has; none for <see cref="PixelFormat.Mjpeg"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is below 1 or above <see cref="MaxSide"/>, or odd where it must not be.</exception>
    /// <exception cref="ArgumentException">There are more or fewer planes, one begins before the frame, or its rows overlap.</exception>
    public FrameFormat(PixelFormat pixels, int width, int height, ImmutableArray<FramePlane> planes)
    {
        CheckSides(pixels, width, height);
        (Pixels, Width, Height, _planes) = (pixels, width, height, planes);
        var rows = PlaneRows();
        if (planes.Length != rows.Length)
            throw new ArgumentException($"{pixels} frames have {rows.Length} planes, not {planes.Length}.", nameof(planes));
        long end = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            if (planes[i].Offset < 0 || planes[i].Stride < rows[i].Bytes)
                throw new ArgumentException($"A row of plane {i} has {rows[i].Bytes} bytes: it cannot begin at {planes[i].Offset} with {planes[i].Stride} from row to row.", nameof(planes));
            end = Math.Max(end, planes[i].Offset + (rows[i].Rows - 1L) * planes[i].Stride + rows[i].Bytes);
        }

        if (end > Array.MaxLength)
            throw new ArgumentException($"A frame of {end} bytes is too large.", nameof(planes));
        Bytes = (int)end;
    }

    /// <summary>How pixels are arranged.</summary>
    public PixelFormat Pixels { get; }

    /// <summary>Pixels a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Where each plane lies; none in a compressed frame.</summary>
    public ImmutableArray<FramePlane> Planes => _planes;

    /// <summary>What Y was made of; meaningless for RGB and grey.</summary>
    public ColourMatrix Matrix { get; init; } = ColourMatrix.Bt601;

    /// <summary>What Y, Cb and Cr reach to; meaningless for RGB and grey.</summary>
    public ColourRange Range { get; init; } = ColourRange.Limited;

    /// <summary>The least bytes a whole frame has, from the first to the last that is looked at; 0 for compressed frames, whose length differs.</summary>
    public int Bytes { get; }

    /// <inheritdoc/>
    public bool Equals(FrameFormat? other) =>
        other is not null && Pixels == other.Pixels && Width == other.Width && Height == other.Height && Matrix == other.Matrix && Range == other.Range && _planes.AsSpan().SequenceEqual(other._planes.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Pixels, Width, Height, Matrix, Range, _planes.Length == 0 ? 0 : _planes[0].Stride);

    /// <summary>For people: <c>YUYV 640x480</c>.</summary>
    public override string ToString() => $"{Pixels.ToString().ToUpperInvariant()} {Width}x{Height}";

    /// <summary>Rows of each plane and the bytes of one that are looked at.</summary>
    private ImmutableArray<(int Rows, int Bytes)> PlaneRows()
    {
        var (halfRows, halfColumns) = ((Height + 1) / 2, (Width + 1) / 2);
        return Pixels switch
        {
            PixelFormat.Yuyv or PixelFormat.Uyvy => [(Height, 2 * Width)],
            PixelFormat.Nv12 or PixelFormat.Nv21 => [(Height, Width), (halfRows, 2 * halfColumns)],
            PixelFormat.I420 => [(Height, Width), (halfRows, halfColumns), (halfRows, halfColumns)],
            PixelFormat.Rgb24 or PixelFormat.Bgr24 => [(Height, 3 * Width)],
            PixelFormat.Rgba32 => [(Height, 4 * Width)],
            PixelFormat.Grey => [(Height, Width)],
            PixelFormat.Mjpeg => [],
            _ => throw new ArgumentOutOfRangeException(nameof(Pixels), Pixels, "There is no such arrangement of pixels."),
        };
    }

    private static ImmutableArray<FramePlane> PackedPlanes(PixelFormat pixels, int width, int height)
    {
        CheckSides(pixels, width, height);
        var (luma, halfRows, halfColumns) = (width * height, (height + 1) / 2, (width + 1) / 2);
        return pixels switch
        {
            PixelFormat.Yuyv or PixelFormat.Uyvy => [new(0, 2 * width)],
            PixelFormat.Nv12 or PixelFormat.Nv21 => [new(0, width), new(luma, 2 * halfColumns)],
            PixelFormat.I420 => [new(0, width), new(luma, halfColumns), new(luma + halfRows * halfColumns, halfColumns)],
            PixelFormat.Rgb24 or PixelFormat.Bgr24 => [new(0, 3 * width)],
            PixelFormat.Rgba32 => [new(0, 4 * width)],
            PixelFormat.Grey => [new(0, width)],
            _ => [],
        };
    }

    private static void CheckSides(PixelFormat pixels, int width, int height)
    {
        if (!Enum.IsDefined(pixels))
            throw new ArgumentOutOfRangeException(nameof(pixels), pixels, "There is no such arrangement of pixels.");
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, MaxSide);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, MaxSide);
        if (pixels is PixelFormat.Yuyv or PixelFormat.Uyvy && width % 2 != 0)
            throw new ArgumentOutOfRangeException(nameof(width), width, $"{pixels} pixels come in pairs: rows must have an even number of them.");
    }
}
