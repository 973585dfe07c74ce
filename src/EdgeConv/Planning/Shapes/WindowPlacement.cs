using EdgeConv.Kernels;
using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Planning.Shapes;

/// <summary>Windows of the model as output extents, padding and geometry for a kernel (ComputePaddingHeightWidth, tensorflow/lite/kernels/padding.h).</summary>
internal static class WindowPlacement
{
    /// <summary>The output positions along one dimension; 0 or less when the window does not fit.</summary>
    public static int OutputExtent(Padding padding, int input, int filter, int stride, int dilation) =>
        padding == Padding.Same
            ? (int)((input + stride - 1L) / stride)
            : (int)((input + stride - EffectiveExtent(filter, dilation)) / stride);

    /// <summary>The padding before the first element along one dimension.</summary>
    public static int PadBefore(Padding padding, int input, int output, int filter, int stride, int dilation) =>
        padding == Padding.Valid ? 0 : (int)(Math.Max(0, (output - 1L) * stride + EffectiveExtent(filter, dilation) - input) / 2);

    /// <summary>The geometry of a window over NHWC pictures.</summary>
    public static WindowGeometry Geometry(this Window window, Shape input, Shape output, int filterHeight, int filterWidth) => new()
    {
        Batches = input[0],
        InputHeight = input[1],
        InputWidth = input[2],
        InputChannels = input[3],
        OutputHeight = output[1],
        OutputWidth = output[2],
        OutputChannels = output[3],
        FilterHeight = filterHeight,
        FilterWidth = filterWidth,
        StrideHeight = window.StrideHeight,
        StrideWidth = window.StrideWidth,
        DilationHeight = window.DilationHeight,
        DilationWidth = window.DilationWidth,
        PadTop = window.Explicit?.Top ?? PadBefore(window.Padding, input[1], output[1], filterHeight, window.StrideHeight, window.DilationHeight),
        PadLeft = window.Explicit?.Left ?? PadBefore(window.Padding, input[2], output[2], filterWidth, window.StrideWidth, window.DilationWidth),
    };

    private static long EffectiveExtent(int filter, int dilation) => (filter - 1L) * dilation + 1;
}
