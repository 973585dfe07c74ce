using EdgeConv.Models;
using EdgeConv.Planning.Lowering;
using EdgeConv.Tensors;

namespace EdgeConv.Planning.Shapes;

/// <summary>Output shapes of operators that slide a window.</summary>
internal static class ConvolutionShapes
{
    /// <summary>Shape of CONV_2D.</summary>
    public static Shape Infer(Conv2D op, ShapeContext context)
    {
        var input = context.Shape(0, 4);
        var weights = context.Shape(1, 4);
        if (weights[3] == 0 || input[3] % weights[3] != 0 || weights[0] % Math.Max(1, input[3] / weights[3]) != 0 || input[3] == 0)
            throw context.Fault(1, $"with shape {weights} does not fit {input[3]} input channels");
        return Slide(op.Window, input, weights[1], weights[2], weights[0], context);
    }

    /// <summary>The output of a window over NHWC pictures.</summary>
    public static Shape Slide(Window window, Shape input, int filterHeight, int filterWidth, int outputChannels, ShapeContext context)
    {
        var margins = window.Explicit ?? new Margins(0, 0, 0, 0);
        var height = WindowPlacement.OutputExtent(window.Padding, checked(input[1] + margins.Top + margins.Bottom), filterHeight, window.StrideHeight, window.DilationHeight);
        var width = WindowPlacement.OutputExtent(window.Padding, checked(input[2] + margins.Left + margins.Right), filterWidth, window.StrideWidth, window.DilationWidth);
        return height < 1 || width < 1 || filterHeight < 1 || filterWidth < 1
            ? throw context.Fault(0, $"of shape {input} is smaller than the {filterHeight}x{filterWidth} window")
            : context.Make(input[0], height, width, outputChannels);
    }
}
