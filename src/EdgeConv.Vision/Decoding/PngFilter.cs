namespace EdgeConv.Vision.Decoding;

/// <summary>Undoes the row filters (PNG specification, 9.2): each byte was stored as the difference from a prediction.</summary>
internal static class PngFilter
{
    /// <summary>Restores <paramref name="row"/> in place.</summary>
    /// <param name="filter">The filter type: none, sub, up, average, Paeth.</param>
    /// <param name="row">The row, without its filter byte.</param>
    /// <param name="above">The restored row above it, of the same length; zeros above the first.</param>
    /// <param name="distance">Bytes to the pixel on the left, see <see cref="PngHeader.FilterDistance"/>.</param>
    /// <returns>False when there is no such filter.</returns>
    public static bool Undo(int filter, Span<byte> row, ReadOnlySpan<byte> above, int distance)
    {
        above = above[..row.Length];
        switch (filter)
        {
            case 0:
                return true;
            case 1:
                for (var i = distance; i < row.Length; i++)
                    row[i] += row[i - distance];
                return true;
            case 2:
                for (var i = 0; i < row.Length; i++)
                    row[i] += above[i];
                return true;
            case 3:
                for (var i = 0; i < row.Length; i++)
                    row[i] += (byte)(((i < distance ? 0 : row[i - distance]) + above[i]) / 2);
                return true;
            case 4:
                for (var i = 0; i < row.Length; i++)
                    row[i] += i < distance ? above[i] : Paeth(row[i - distance], above[i], above[i - distance]);
                return true;
            default:
                return false;
        }
    }

    private static byte Paeth(int left, int up, int upperLeft)
    {
        var estimate = left + up - upperLeft;
        var (toLeft, toUp, toUpperLeft) = (Math.Abs(estimate - left), Math.Abs(estimate - up), Math.Abs(estimate - upperLeft));
        if (toLeft <= toUp && toLeft <= toUpperLeft)
            return (byte)left;
        return (byte)(toUp <= toUpperLeft ? up : upperLeft);
    }
}
