using EdgeConv.Tensors;

namespace EdgeConv.Kernels;

/// <summary>
/// How two operands meet element by element when their shapes broadcast: the output is walked row by row, and each operand brings a stride for every
/// output dimension, 0 where it repeats. Extents and strides in elements.
/// </summary>
public unsafe struct BroadcastGeometry
{
    /// <summary>The dimension rows run along.</summary>
    public const int Inner = Shape.MaxRank - 1;

    /// <summary>The output, outermost dimension first; unused outer dimensions are 1.</summary>
    public fixed int Extents[Shape.MaxRank];

    /// <summary>From one index to the next in the left operand.</summary>
    public fixed int LeftStrides[Shape.MaxRank];

    /// <summary>From one index to the next in the right operand.</summary>
    public fixed int RightStrides[Shape.MaxRank];

    /// <summary>The rows of the output.</summary>
    public readonly int Rows
    {
        get
        {
            var rows = 1;
            for (var axis = 0; axis < Inner; axis++)
                rows *= Extents[axis];
            return rows;
        }
    }

    /// <summary>The elements of a row.</summary>
    public readonly int RowLength => Extents[Inner];

    /// <summary>Where a row starts in each operand.</summary>
    public readonly (int Left, int Right) RowStarts(int row)
    {
        var (left, right) = (0, 0);
        for (var axis = Inner - 1; axis >= 0; axis--)
        {
            // Few dimensions are in use, and divisions are dear.
            if (Extents[axis] == 1)
                continue;
            var index = row % Extents[axis];
            row /= Extents[axis];
            left += index * LeftStrides[axis];
            right += index * RightStrides[axis];
        }

        return (left, right);
    }
}
