namespace EdgeConv.Vision.CameraCheck;

/// <summary>Four times a place less its four neighbours: 0 on anything flat or evenly sloping, whatever its brightness.</summary>
internal static class Laplacian
{
    /// <summary>Cells along a side of the filter.</summary>
    public const int CellsAcross = 3;

    private static readonly sbyte[] Cells =
    [
        0, -1, 0,
        -1, 4, -1,
        0, -1, 0,
    ];

    /// <summary>The filter whose places are square cells of pixels; its weights row by row, (3 * <paramref name="cell"/>)² of them.</summary>
    /// <param name="cell">Pixels along a side of a cell, at least 1.</param>
    public static sbyte[] OfCells(int cell)
    {
        var side = CellsAcross * cell;
        var weights = new sbyte[side * side];
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
                weights[y * side + x] = Cells[y / cell * CellsAcross + x / cell];
        }

        return weights;
    }
}
