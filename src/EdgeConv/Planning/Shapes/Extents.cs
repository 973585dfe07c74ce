using EdgeConv.Tensors;

namespace EdgeConv.Planning.Shapes;

/// <summary>Shapes made of extents that were computed in 64 bits, so that no product or sum of a file's numbers wraps around.</summary>
internal static class Extents
{
    /// <summary>Makes a shape, if the extents form one.</summary>
    public static Shape Make(this ShapeContext context, ReadOnlySpan<long> extents)
    {
        var narrow = new int[extents.Length];
        for (var axis = 0; axis < narrow.Length; axis++)
            narrow[axis] = extents[axis] is >= 0 and <= int.MaxValue ? (int)extents[axis] : throw context.Fault($"its output would have shape {string.Join('x', extents.ToArray())}, which no tensor can have");
        return context.Make(narrow);
    }

    /// <summary>A shape with one extent replaced.</summary>
    public static Shape Replace(this ShapeContext context, Shape shape, int axis, long extent)
    {
        var extents = shape.Dimensions.Select(dimension => (long)dimension).ToArray();
        extents[axis] = extent;
        return context.Make(extents);
    }
}
