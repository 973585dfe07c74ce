using EdgeConv.Tensors;

namespace EdgeConv.Kernels.Copy;

/// <summary>
/// A box of elements moved from one regular arrangement to another: for every index inside <see cref="Extents"/>, the element at
/// <c>Input + sum index * InputStrides</c> goes to <c>Output + sum index * OutputStrides</c>. Concatenation, splitting, slicing, transposition,
/// padding's inside and blocks of space are all this.
/// </summary>
public unsafe struct StridedCopyArguments
{
    /// <summary>The first element read.</summary>
    public byte* Input;

    /// <summary>The first element written.</summary>
    public byte* Output;

    /// <summary>Bytes an element: 1, 2, 4 or 8.</summary>
    public int ElementSize;

    /// <summary>The box, outermost dimension first; unused outer dimensions are 1.</summary>
    public fixed int Extents[Shape.MaxRank];

    /// <summary>Bytes from one index to the next in the input; may be negative.</summary>
    public fixed long InputStrides[Shape.MaxRank];

    /// <summary>Bytes from one index to the next in the output.</summary>
    public fixed long OutputStrides[Shape.MaxRank];
}
