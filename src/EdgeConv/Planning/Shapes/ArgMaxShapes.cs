using EdgeConv.Tensors;

namespace EdgeConv.Planning.Shapes;

/// <summary>The output shape of ARG_MAX.</summary>
internal static class ArgMaxShapes
{
    /// <summary>Shape of ARG_MAX: the input's without the dimension searched.</summary>
    public static Shape Infer(ShapeContext context)
    {
        var input = context.Shape(0);
        var axis = Axis(context);
        return input[axis] > 0
            ? context.Make(input.Dimensions.RemoveAt(axis).AsSpan())
            : throw context.Fault(0, $"of shape {input} has no element along dimension {axis}");
    }

    /// <summary>The dimension searched.</summary>
    public static int Axis(ShapeContext context) => context.Axis(context.Integer(1), context.Shape(0).Rank);
}
