using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Planning.Shapes;

/// <summary>Output shapes of operators that keep the bytes and change the shape.</summary>
internal static class ReshapeShapes
{
    /// <summary>Shape of RESHAPE; one dimension may be -1 and takes what is left.</summary>
    public static Shape Infer(Reshape op, ShapeContext context)
    {
        var input = context.Shape(0);
        var wanted = context.Has(1) ? context.Integers(1) : [.. op.NewShape];
        var open = Array.IndexOf(wanted, -1);
        if (open >= 0)
        {
            long known = 1;
            for (var axis = 0; axis < wanted.Length; axis++)
                known = axis == open ? known : Math.Clamp(known * wanted[axis], -1, Shape.MaxElements + 1);
            if (known <= 0 || input.ElementCount % known != 0)
                throw context.Fault($"{input} cannot take the shape {string.Join('x', wanted)}");
            wanted[open] = (int)(input.ElementCount / known);
        }

        return !Shape.TryCountElements(wanted, out var count) || count != input.ElementCount
            ? throw context.Fault($"{input} cannot take the shape {string.Join('x', wanted)}")
            : new Shape(wanted);
    }

    /// <summary>Shape of SQUEEZE.</summary>
    public static Shape Infer(Squeeze op, ShapeContext context)
    {
        var input = context.Shape(0);
        var dropped = op.Axes.IsEmpty
            ? Enumerable.Range(0, input.Rank).Where(axis => input[axis] == 1).ToHashSet()
            : op.Axes.Select(axis => context.Axis(axis, input.Rank)).ToHashSet();
        foreach (var axis in dropped.Where(axis => input[axis] != 1))
            throw context.Fault($"dimension {axis} of {input} is not 1 and cannot be dropped");
        return new Shape([.. Enumerable.Range(0, input.Rank).Where(axis => !dropped.Contains(axis)).Select(axis => input[axis])]);
    }

    /// <summary>Shape of EXPAND_DIMS.</summary>
    public static Shape InferExpandDims(ShapeContext context)
    {
        var input = context.Shape(0);
        var axis = context.Axis(context.Integer(1), input.Rank + 1);
        return context.Make(input.Dimensions.Insert(axis, 1).AsSpan());
    }
}
