using EdgeConv.Vision.Frames.Pass;

namespace EdgeConv.Vision.Frames.Jpeg;

/// <summary>How much smaller than its file says a JPEG frame is decoded.</summary>
internal static class JpegScale
{
    // Of the eighths that libturbojpeg can scale to, it has code of its own only for these.
    private const int Most = 8;

    /// <summary>The largest divisor, 1, 2, 4 or 8, that leaves the window at least as large as what it becomes.</summary>
    public static int Divisor(FrameGeometry geometry)
    {
        var divisor = Most;
        while (divisor > 1 && (geometry.Columns.Length < divisor * geometry.Columns.Target || geometry.Rows.Length < divisor * geometry.Rows.Target))
            divisor /= 2;
        return divisor;
    }

    /// <summary>A side of the decoded picture: rounded up, as libturbojpeg does (<c>TJSCALED</c>).</summary>
    public static int Side(int side, int divisor) => (side + divisor - 1) / divisor;
}
