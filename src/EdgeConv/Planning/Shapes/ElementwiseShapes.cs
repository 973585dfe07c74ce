using EdgeConv.Tensors;

namespace EdgeConv.Planning.Shapes;

/// <summary>Output shapes of operators that work element by element.</summary>
internal static class ElementwiseShapes
{
    /// <summary>Shape of an operator of one tensor: its input's.</summary>
    public static Shape InferUnary(ShapeContext context) => context.Shape(0);

    /// <summary>Shape of an operator of two tensors whose shapes broadcast as NumPy's do.</summary>
    public static Shape InferBroadcast(ShapeContext context)
    {
        var (left, right) = (context.Shape(0), context.Shape(1));
        var extents = new int[Math.Max(left.Rank, right.Rank)];
        for (var axis = 0; axis < extents.Length; axis++)
        {
            var (l, r) = (Extent(left, axis, extents.Length), Extent(right, axis, extents.Length));
            extents[axis] = l == r || r == 1 ? l : l == 1 ? r : throw context.Fault($"shapes {left} and {right} do not broadcast");
        }

        return context.Make(extents);
    }

    /// <summary>Shape of PRELU: that of x, to which alpha must broadcast.</summary>
    public static Shape InferPRelu(ShapeContext context) =>
        InferBroadcast(context) == context.Shape(0)
            ? context.Shape(0)
            : throw context.Fault(1, $"of shape {context.Shape(1)} does not broadcast to {context.Shape(0)}");

    private static int Extent(Shape shape, int axis, int rank) => axis < rank - shape.Rank ? 1 : shape[axis - (rank - shape.Rank)];
}
