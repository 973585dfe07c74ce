using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Planning.Shapes;

/// <summary>Output shapes of operators that gather whole dimensions.</summary>
internal static class ReductionShapes
{
    /// <summary>Shape of MEAN and SUM.</summary>
    public static Shape Infer(Reduce op, ShapeContext context)
    {
        var input = context.Shape(0);
        var reduced = ReducedAxes(context);
        foreach (var axis in reduced.Where(axis => input[axis] == 0))
            throw context.Fault(0, $"of shape {input} has no element along dimension {axis}");
        var axes = Enumerable.Range(0, input.Rank);
        return op.KeepDimensions
            ? context.Make([.. axes.Select(axis => reduced.Contains(axis) ? 1 : input[axis])])
            : context.Make([.. axes.Where(axis => !reduced.Contains(axis)).Select(axis => input[axis])]);
    }

    /// <summary>Shape of a mean over windows.</summary>
    public static Shape Infer(WindowMean op, ShapeContext context)
    {
        var input = context.Shape(0, 4);
        return input[1] < op.Height || input[2] < op.Width
            ? throw context.Fault(0, $"of shape {input} is smaller than the {op.Height}x{op.Width} window")
            : context.Make(input[0], input[1] - op.Height + 1, input[2] - op.Width + 1, input[3]);
    }

    /// <summary>The dimensions that are gathered, each once.</summary>
    public static IReadOnlySet<int> ReducedAxes(ShapeContext context) =>
        context.Integers(1).Select(axis => context.Axis(axis, context.Shape(0).Rank)).ToHashSet();
}
