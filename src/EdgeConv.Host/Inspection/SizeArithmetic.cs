using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Host.Inspection;

/// <summary>Shows how an output's height and width follow from the input's, with the numbers put in.</summary>
internal static class SizeArithmetic
{
    /// <summary>The formula for one operator, or an empty text where the size just stays.</summary>
    public static string Of(Operator op, Model model)
    {
        (Window? window, (int Height, int Width) filter) = op switch
        {
            Conv2D conv => (conv.Window, Filter(model.Tensors[conv.Inputs[1]].Shape)),
            DepthwiseConv2D conv => (conv.Window, Filter(model.Tensors[conv.Inputs[1]].Shape)),
            Pool2D pool => (pool.Window, (pool.FilterHeight, pool.FilterWidth)),
            _ => (null, (0, 0)),
        };
        if (window is null)
            return "";
        var input = model.Tensors[op.Inputs[0]].Shape;
        var output = model.Tensors[op.Outputs[0]].Shape;
        var height = Dimension(window, input[1], output[1], filter.Height, window.StrideHeight, window.DilationHeight, (window.Explicit?.Top ?? 0) + (window.Explicit?.Bottom ?? 0));
        var width = Dimension(window, input[2], output[2], filter.Width, window.StrideWidth, window.DilationWidth, (window.Explicit?.Left ?? 0) + (window.Explicit?.Right ?? 0));
        if (window.Padding == Padding.Same && window is { StrideHeight: 1, StrideWidth: 1 })
            return "";
        return height == width ? height : $"{height} x {width}";
    }

    private static (int Height, int Width) Filter(Shape weights) => (weights[1], weights[2]);

    private static string Dimension(Window window, int input, int output, int filter, int stride, int dilation, int padding)
    {
        if (window.Padding == Padding.Same)
            return $"ceil({input} / {stride}) = {output}";
        var extent = dilation == 1 ? $"{filter}" : $"({filter} - 1) * {dilation} - 1";
        var padded = padding == 0 ? $"{input}" : $"{input} + {padding}";
        return stride == 1 ? $"{padded} - {extent} + 1 = {output}" : $"floor(({padded} - {extent}) / {stride}) + 1 = {output}";
    }
}
