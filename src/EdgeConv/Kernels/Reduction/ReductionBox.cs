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
}
