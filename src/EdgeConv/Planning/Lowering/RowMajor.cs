using EdgeConv.Tensors;

namespace EdgeConv.Planning.Lowering;

/// <summary>Tensors as they lie in memory, the last dimension densest.</summary>
internal static class RowMajor
{
    /// <summary>Elements from one index to the next, one a dimension.</summary>
    public static long[] Strides(Shape shape) => Strides(shape.Dimensions.AsSpan());

    /// <summary>Elements from one index to the next, one a dimension.</summary>
    public static long[] Strides(ReadOnlySpan<int> extents)
    {
        var strides = new long[extents.Length];
        long stride = 1;
        for (var axis = extents.Length - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= extents[axis];
        }

        return strides;
    }

    /// <summary>The element at an index.</summary>
    public static long Offset(ReadOnlySpan<long> strides, ReadOnlySpan<int> index)
    {
        long offset = 0;
        for (var axis = 0; axis < strides.Length; axis++)
            offset += strides[axis] * index[axis];
        return offset;
    }
}
