namespace EdgeConv.Vision.Decoding;

/// <summary>The pixels one pass over the picture brings: every <c>StepX</c>th column from <c>X</c>, every <c>StepY</c>th row from <c>Y</c>.</summary>
internal readonly record struct PngPass(int X, int Y, int StepX, int StepY)
{
    private static readonly PngPass[] Whole = [new(0, 0, 1, 1)];

    // PNG specification, 8.2.
    private static readonly PngPass[] Adam7 =
    [
        new(0, 0, 8, 8), new(4, 0, 8, 8), new(0, 4, 4, 8), new(2, 0, 4, 4), new(0, 2, 2, 4), new(1, 0, 2, 2), new(0, 1, 1, 2),
    ];

    public static ReadOnlySpan<PngPass> Of(PngHeader header) => header.Interlaced ? Adam7 : Whole;

    public int Columns(int width) => (width - X + StepX - 1) / StepX;

    public int Rows(int height) => (height - Y + StepY - 1) / StepY;

    /// <summary>Bytes the decompressed passes of a picture have together, filter bytes included. A pass without columns has no rows either.</summary>
    public static long TotalBytes(PngHeader header)
    {
        var total = 0L;
        foreach (var pass in Of(header))
        {
            var columns = pass.Columns(header.Width);
            if (columns > 0)
                total += pass.Rows(header.Height) * (1 + header.RowBytes(columns));
        }

        return total;
    }
}
