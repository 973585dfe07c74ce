using EdgeConv.Tensors;

namespace EdgeConv.Planning.Shapes;

/// <summary>Output shape of TRANSPOSE.</summary>
internal static class TransposeShapes
{
    /// <summary>Shape of TRANSPOSE.</summary>
    public static Shape Infer(ShapeContext context)
    {
        var input = context.Shape(0);
        return context.Make([.. Permutation(context).Select(axis => input[axis])]);
    }

    /// <summary>For each output dimension, the input dimension it is.</summary>
    public static int[] Permutation(ShapeContext context)
    {
        var rank = context.Shape(0).Rank;
        var permutation = context.Integers(1).Select(axis => context.Axis(axis, rank)).ToArray();
        return permutation.Length == rank && permutation.Distinct().Count() == rank
            ? permutation
            : throw context.Fault(1, $"holds {string.Join(", ", context.Integers(1))}, which is no permutation of {rank} dimensions");
    }
}
