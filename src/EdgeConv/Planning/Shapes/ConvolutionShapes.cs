using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Planning.Shapes;

/// <summary>Output shapes of operators that slide a window.</summary>
internal static class ConvolutionShapes
{
    /// <summary>The most cells from the first tap of a window to the last: coordinates beside a picture stay far inside an int32.</summary>
    private const int MaxReach = 1 << 28;

    /// <summary>Shape of CONV_2D.</summary>
    public static Shape Infer(Conv2D op, ShapeContext context)
    {
        var input = context.Shape(0, 4);
        var weights = context.Shape(1, 4);
        if (weights[3] == 0 || input[3] % weights[3] != 0 || weights[0] % Math.Max(1, input[3] / weights[3]) != 0 || input[3] == 0)
            throw context.Fault(1, $"with shape {weights} does not fit {input[3]} input channels");
        return Slide(op.Window, input, weights[1], weights[2], weights[0], context);
    }

    /// <summary>Shape of DEPTHWISE_CONV_2D.</summary>
    public static Shape Infer(DepthwiseConv2D op, ShapeContext context)
    {
        var input = context.Shape(0, 4);
        var weights = context.Shape(1, 4);
        if (weights[0] != 1 || input[3] == 0 || weights[3] == 0 || weights[3] % input[3] != 0)
            throw context.Fault(1, $"with shape {weights} does not fit {input[3]} input channels");
        return Slide(op.Window, input, weights[1], weights[2], weights[3], context);
    }

    /// <summary>Shape of TRANSPOSE_CONV: what its first input says, as long as the rest can be brought to it.</summary>
    public static Shape InferTransposed(TransposeConv op, ShapeContext context)
    {
        if (op.Window is not { StrideHeight: >= 1, StrideWidth: >= 1, DilationHeight: 1, DilationWidth: 1, Explicit: null })
            throw context.Fault("strides must be at least 1, and there is no dilation");
        var weights = context.Shape(1, 4);
        var input = context.Shape(2, 4);
        if (context.Integers(0) is not [var batches, var height, var width, var channels])
            throw context.Fault(0, "must hold 4 extents");
        if (weights[3] != input[3] || weights[1] < 1 || weights[2] < 1)
            throw context.Fault(1, $"with shape {weights} does not fit {input[3]} input channels");
        if (batches != input[0] || channels != weights[0] || height < 1 || width < 1)
            throw context.Fault(0, $"asks for {batches}x{height}x{width}x{channels} where {input[0]} pictures of {weights[0]} channels come out");
        return context.Make(batches, height, width, channels);
    }

    /// <summary>The output of a window over NHWC pictures.</summary>
    public static Shape Slide(Window window, Shape input, int filterHeight, int filterWidth, int outputChannels, ShapeContext context)
    {
        if (Math.Min(Math.Min(window.StrideHeight, window.StrideWidth), Math.Min(window.DilationHeight, window.DilationWidth)) < 1)
            throw context.Fault("strides and dilations must be at least 1");
        var margins = window.Explicit ?? new Margins(0, 0, 0, 0);
        var height = WindowPlacement.OutputExtent(window.Padding, checked(input[1] + margins.Top + margins.Bottom), filterHeight, window.StrideHeight, window.DilationHeight);
        var width = WindowPlacement.OutputExtent(window.Padding, checked(input[2] + margins.Left + margins.Right), filterWidth, window.StrideWidth, window.DilationWidth);
        if (Math.Max((filterHeight - 1L) * window.DilationHeight, (filterWidth - 1L) * window.DilationWidth) > MaxReach)
            throw context.Fault($"its {filterHeight}x{filterWidth} window with dilation {window.DilationHeight}x{window.DilationWidth} reaches farther than {MaxReach} cells");
        return height < 1 || width < 1 || filterHeight < 1 || filterWidth < 1
            ? throw context.Fault(0, $"of shape {input} is smaller than the {filterHeight}x{filterWidth} window")
            : context.Make(input[0], height, width, outputChannels);
    }
}
