using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Planning.Shapes;

/// <summary>The output shape of AVERAGE_POOL_2D and MAX_POOL_2D.</summary>
internal static class PoolShapes
{
    /// <summary>Shape of a pooling.</summary>
    public static Shape Infer(Pool2D op, ShapeContext context)
    {
        var input = context.Shape(0, 4);
        if (op.Window is not { DilationHeight: 1, DilationWidth: 1 })
            throw context.Fault("a pooling window has no dilation");
        var output = ConvolutionShapes.Slide(op.Window, input, op.FilterHeight, op.FilterWidth, input[3], context);

        // Computed padding is always narrower than the window; stated padding need not be, and a window without a cell has neither mean nor maximum.
        return op.Window.Explicit is { } margins && (Math.Max(margins.Top, margins.Bottom) >= op.FilterHeight || Math.Max(margins.Left, margins.Right) >= op.FilterWidth)
            ? throw context.Fault($"a {op.FilterHeight}x{op.FilterWidth} window would lie wholly in the padding")
            : output;
    }
}
