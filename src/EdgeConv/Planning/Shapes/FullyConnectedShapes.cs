using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Planning.Shapes;

/// <summary>The output shape of FULLY_CONNECTED.</summary>
internal static class FullyConnectedShapes
{
    /// <summary>Shape of FULLY_CONNECTED.</summary>
    public static Shape Infer(FullyConnected op, ShapeContext context)
    {
        var input = context.Shape(0);
        var weights = context.Shape(1, 2);
        if (weights[1] == 0 || input.ElementCount % weights[1] != 0)
            throw context.Fault(1, $"with shape {weights} does not fit the {input.ElementCount} elements of its input");
        if (!op.KeepDimensions)
            return context.Make(input.ElementCount / weights[1], weights[0]);
        return input.Rank > 0 && input[input.Rank - 1] == weights[1]
            ? context.Make([.. input.Dimensions[..^1], weights[0]])
            : throw context.Fault(1, $"with shape {weights} does not fit the last dimension of {input}, which is to keep its dimensions");
    }
}
