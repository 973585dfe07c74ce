using EdgeConv.Tensors;

namespace EdgeConv.Kernels.Reduction;

/// <summary>
/// The elements a reduction walks: every output element stands at an index of the kept dimensions and gathers all indices of the reduced ones. Dimensions keep
/// their order, unused outer ones have extent 1; strides are in elements of the input.
/// </summary>
public unsafe struct ReductionBox
{
    /// <summary>Extents of the kept dimensions, outermost first; they are those of the output.</summary>
    public fixed int KeptExtents[Shape.MaxRank];

    /// <summary>Input elements from one index to the next along each kept dimension.</summary>
    public fixed int KeptStrides[Shape.MaxRank];

    /// <summary>Extents of the reduced dimensions, outermost first; each at least 1.</summary>
    public fixed int ReducedExtents[Shape.MaxRank];

    /// <summary>Input elements from one index to the next along each reduced dimension.</summary>
    public fixed int ReducedStrides[Shape.MaxRank];

    /// <summary>The kept indices together.</summary>
    public readonly int Outputs
    {
        get
        {
            var outputs = 1;
            for (var axis = 0; axis < Shape.MaxRank; axis++)
                outputs *= KeptExtents[axis];
            return outputs;
        }
    }

    /// <summary>The reduced indices together, the last dimensions left out.</summary>
    /// <param name="dimensions">How many dimensions to count.</param>
    public readonly int Gathered(int dimensions)
    {
        var gathered = 1;
        for (var axis = 0; axis < dimensions; axis++)
            gathered *= ReducedExtents[axis];
        return gathered;
    }

    /// <summary>Where an index of the first kept dimensions starts in the input, in elements.</summary>
    /// <param name="index">Counted through those dimensions.</param>
    /// <param name="dimensions">How many they are.</param>
    public readonly long KeptStart(int index, int dimensions)
    {
        fixed (int* extents = KeptExtents, strides = KeptStrides)
            return Start(extents, strides, index, dimensions);
    }

    /// <summary>Where an index of the first reduced dimensions starts in the input, in elements.</summary>
    /// <param name="index">Counted through those dimensions.</param>
    /// <param name="dimensions">How many they are.</param>
    public readonly long ReducedStart(int index, int dimensions)
    {
        fixed (int* extents = ReducedExtents, strides = ReducedStrides)
            return Start(extents, strides, index, dimensions);
    }

    private static long Start(int* extents, int* strides, int index, int dimensions)
    {
        var start = 0L;
        for (var axis = dimensions - 1; axis >= 0; axis--)
        {
            // Few dimensions are in use, and divisions are dear.
            if (extents[axis] == 1)
                continue;
            start += (long)(index % extents[axis]) * strides[axis];
            index /= extents[axis];
        }

        return start;
    }
}
