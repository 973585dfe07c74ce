using System.Collections.Immutable;
using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Planning.Shapes;

/// <summary>Output shapes of operators that join tensors or cut them apart.</summary>
internal static class JoiningShapes
{
    /// <summary>Shape of CONCATENATION.</summary>
    public static Shape Infer(Concatenation op, ShapeContext context)
    {
        var first = context.Shape(0);
        var axis = context.Axis(op.Axis, first.Rank);
        long extent = 0;
        for (var input = 0; input < context.InputCount; input++)
        {
            var shape = context.Shape(input, first.Rank);
            extent += shape[axis];
            if (shape.With(axis, 0) != first.With(axis, 0))
                throw context.Fault(input, $"of shape {shape} does not join {first} along dimension {axis}");
        }

        return context.Replace(first, axis, extent);
    }

    /// <summary>Shapes of SPLIT, all alike.</summary>
    public static ImmutableArray<Shape> Infer(Split op, ShapeContext context)
    {
        var input = context.Shape(1);
        var axis = context.Axis(context.Integer(0), input.Rank);
        if (op.Count < 1 || op.Count != op.Outputs.Length)
            throw context.Fault($"{op.Count} parts for {op.Outputs.Length} outputs");
        if (input[axis] % op.Count != 0)
            throw context.Fault(1, $"of shape {input} does not split into {op.Count} parts along dimension {axis}");
        return [.. Enumerable.Repeat(input.With(axis, input[axis] / op.Count), op.Count)];
    }

    /// <summary>Shape of PACK.</summary>
    public static Shape Infer(Pack op, ShapeContext context)
    {
        var first = context.Shape(0);
        var axis = context.Axis(op.Axis, first.Rank + 1);
        for (var input = 1; input < context.InputCount; input++)
        {
            if (context.Shape(input) != first)
                throw context.Fault(input, $"of shape {context.Shape(input)} does not stack on {first}");
        }

        return context.Make(first.Dimensions.Insert(axis, context.InputCount).AsSpan());
    }
}
