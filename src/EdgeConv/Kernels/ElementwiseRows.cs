namespace EdgeConv.Kernels;

/// <summary>Rows of two operands cut into stretches that threads can take: for kernels that go through many elements at once.</summary>
internal static class ElementwiseRows
{
    /// <summary>Why operands that meet so cannot be gone through many elements at once, or null.</summary>
    public static unsafe string? Refusal(in BroadcastGeometry g) =>
        g.LeftStrides[BroadcastGeometry.Inner] is 0 or 1 && g.RightStrides[BroadcastGeometry.Inner] is 0 or 1 ? null : "operands do not lie evenly";

    /// <summary>Stretches of at most so many elements.</summary>
    public static int Units(in BroadcastGeometry g, int length) => g.Rows * Stretches(in g, length);

    /// <summary>Where a stretch starts in both operands and the output, and how long it is.</summary>
    public static unsafe (int Left, int Right, int Output, int Count) Stretch(in BroadcastGeometry g, int length, int unit)
    {
        var stretches = Stretches(in g, length);
        var row = unit / stretches;
        var first = (unit - row * stretches) * length;
        var (left, right) = g.RowStarts(row);
        return (left + first * g.LeftStrides[BroadcastGeometry.Inner], right + first * g.RightStrides[BroadcastGeometry.Inner], row * g.RowLength + first, Math.Min(length, g.RowLength - first));
    }

    private static int Stretches(in BroadcastGeometry g, int length) => (g.RowLength + length - 1) / length;
}
