namespace EdgeConv.Kernels.ArgMax;

/// <summary>The index of the largest element along one dimension of an array Outer x Extent x Inner; the first among equals.</summary>
/// <typeparam name="TElement">What is compared; both 8-bit types as int8, whose order the flipped top bit keeps.</typeparam>
/// <typeparam name="TIndex">What an index is stored as.</typeparam>
public unsafe struct ArgMaxArguments<TElement, TIndex>
    where TElement : unmanaged
    where TIndex : unmanaged
{
    /// <summary>The product of the extents before the dimension.</summary>
    public int Outer;

    /// <summary>The extent of the dimension, at least 1.</summary>
    public int Extent;

    /// <summary>The product of the extents behind the dimension.</summary>
    public int Inner;

    /// <summary>Outer x Extent x Inner.</summary>
    public TElement* Input;

    /// <summary>Outer x Inner.</summary>
    public TIndex* Output;
}
