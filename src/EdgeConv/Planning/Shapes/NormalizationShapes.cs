using EdgeConv.Tensors;

namespace EdgeConv.Planning.Shapes;

/// <summary>Output shapes of operators that normalize along the last dimension.</summary>
internal static class NormalizationShapes
{
    /// <summary>Shape of SOFTMAX and L2_NORMALIZATION: the input's.</summary>
    public static Shape Infer(ShapeContext context)
    {
        var input = context.Shape(0);
        return input.Rank > 0 ? input : throw context.Fault(0, "is a scalar, and has no last dimension");
    }
}
