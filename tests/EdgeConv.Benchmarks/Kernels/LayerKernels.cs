using EdgeConv.Benchmarks.Layers;
using EdgeConv.Kernels;
using EdgeConv.Kernels.Convolution;
using EdgeConv.Kernels.Depthwise;

namespace EdgeConv.Benchmarks.Kernels;

/// <summary>The kernels that can compute a layer on this machine.</summary>
internal static class LayerKernels
{
    /// <summary>The argument struct of a layer without pointers: no weight is -128, and zero points are 0 but for the input's, as behind a RELU6.</summary>
    public static ConvolutionArguments Shape(LayerShape layer)
    {
        var same = layer.Padding == Models.Padding.Same;
        return new ConvolutionArguments
        {
            Geometry = new WindowGeometry
            {
                Batches = 1,
                InputHeight = layer.Height,
                InputWidth = layer.Width,
                InputChannels = layer.Channels,
                OutputHeight = layer.OutputHeight,
                OutputWidth = layer.OutputWidth,
                OutputChannels = layer.OutputChannels,
                FilterHeight = layer.FilterHeight,
                FilterWidth = layer.FilterWidth,
                StrideHeight = layer.Stride,
                StrideWidth = layer.Stride,
                DilationHeight = 1,
                DilationWidth = 1,
                PadTop = same ? Before(layer.Height, layer.OutputHeight, layer.FilterHeight, layer.Stride) : 0,
                PadLeft = same ? Before(layer.Width, layer.OutputWidth, layer.FilterWidth, layer.Stride) : 0,
            },
            Groups = layer.IsDepthwise ? layer.Channels : 1,
            InputZeroPoint = sbyte.MinValue,
            OutputMin = sbyte.MinValue,
            OutputMax = sbyte.MaxValue,
            LeastWeight = -sbyte.MaxValue,
        };
    }

    /// <summary>Those that run here and do not refuse, in the order of their list: the first is the one a plan chooses. The scalar one only where there is no other.</summary>
    public static IReadOnlyList<Kernel<ConvolutionArguments>> Of(LayerShape layer)
    {
        var shape = Shape(layer);
        var kernels = new List<Kernel<ConvolutionArguments>>();
        foreach (var kernel in (layer.IsDepthwise ? DepthwiseKernels.All : ConvolutionKernels.All).Kernels)
        {
            if (KernelFamilies.IsSupported(kernel.Family) && kernel.WhyNot(in shape) is null && (kernel.Family != KernelFamily.Scalar || kernels.Count == 0))
                kernels.Add(kernel);
        }

        return kernels;
    }

    // An odd surplus goes to the bottom and the right.
    private static int Before(int input, int output, int filter, int stride) => Math.Max(0, (output - 1) * stride + filter - input) / 2;
}
