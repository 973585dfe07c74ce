using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Planning.Shapes;

/// <summary>Output shapes of operators that pad.</summary>
internal static class PaddingShapes
{
    /// <summary>Shape of PAD and PADV2.</summary>
    public static Shape Infer(Pad op, ShapeContext context)
    {
        if (op.HasValue && context.Shape(2).ElementCount != 1)
            throw context.Fault(2, $"of shape {context.Shape(2)} is not a single value");
        return Padded(context, context.Shape(0), Margins(context, context.Shape(0).Rank));
    }

    /// <summary>Shape of MIRROR_PAD; no more can be mirrored than there is.</summary>
    public static Shape Infer(MirrorPad op, ShapeContext context)
    {
        var input = context.Shape(0);
        var margins = Margins(context, input.Rank);
        for (var axis = 0; axis < input.Rank; axis++)
        {
            var most = input[axis] - (op.IncludesEdge ? 0 : 1);
            var (before, after) = margins[axis];
            if (Math.Max(before, after) > Math.Max(most, 0))
                throw context.Fault(1, $"asks for {Math.Max(before, after)} mirrored elements along dimension {axis}, where {input} has {Math.Max(most, 0)}");
        }

        return Padded(context, input, margins);
    }

    /// <summary>The elements before and after each dimension, from an operator's second input.</summary>
    public static (int Before, int After)[] Margins(ShapeContext context, int rank)
    {
        var values = context.Integers(1);
        if (values.Length != 2 * rank)
            throw context.Fault(1, $"has {values.Length} values where {2 * rank} are needed");
        foreach (var value in values)
        {
            if (value < 0)
                throw context.Fault(1, $"holds {value}: padding cannot be negative");
        }

        return [.. Enumerable.Range(0, rank).Select(axis => (values[2 * axis], values[2 * axis + 1]))];
    }

    private static Shape Padded(ShapeContext context, Shape input, (int Before, int After)[] margins) =>
        context.Make([.. margins.Select((margin, axis) => (long)margin.Before + input[axis] + margin.After)]);
}
