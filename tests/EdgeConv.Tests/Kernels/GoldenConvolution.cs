using EdgeConv.Kernels;
using EdgeConv.Planning.Lowering;

namespace EdgeConv.Tests.Kernels;

/// <summary>A convolution of CMSIS-NN's golden data, and its expected output from every kernel that this machine can run.</summary>
internal static class GoldenConvolution
{
    /// <summary>The placement a file describes.</summary>
    public static WindowGeometry Geometry(CmsisCase golden) => new()
    {
        Batches = golden["INPUT_BATCHES"],
        InputHeight = golden["INPUT_H"],
        InputWidth = golden["INPUT_W"],
        InputChannels = golden["IN_CH"],
        OutputHeight = golden["OUTPUT_H"],
        OutputWidth = golden["OUTPUT_W"],
        OutputChannels = golden["OUT_CH"],
        FilterHeight = golden["FILTER_Y"],
        FilterWidth = golden["FILTER_X"],
        StrideHeight = golden["STRIDE_Y"],
        StrideWidth = golden["STRIDE_X"],
        DilationHeight = golden["DILATION_Y", 1],
        DilationWidth = golden["DILATION_X", 1],
        PadTop = golden["PAD_Y"],
        PadLeft = golden["PAD_X"],
    };

    /// <summary>All arguments but the pointers.</summary>
    /// <param name="golden">The file.</param>
    /// <param name="geometry">Placement and extents.</param>
    /// <param name="groups">Groups of channels.</param>
    /// <param name="prefix">What the names of the case begin with.</param>
    public static ConvolutionArguments Shape(CmsisCase golden, WindowGeometry geometry, int groups, string prefix = "") => new()
    {
        Geometry = geometry,
        Groups = groups,
        InputZeroPoint = -golden[$"{prefix}INPUT_OFFSET"],
        OutputZeroPoint = golden[$"{prefix}OUTPUT_OFFSET"],
        OutputMin = golden[$"{prefix}OUT_ACTIVATION_MIN"],
        OutputMax = golden[$"{prefix}OUT_ACTIVATION_MAX"],
    };

    /// <summary>What every kernel of a list computes, which must be the same.</summary>
    public static sbyte[] Outputs(KernelList<ConvolutionArguments> list, ConvolutionArguments shape, ConvolutionOperands operands, sbyte[] input, bool channelsLast = false)
    {
        shape = operands.Describe(shape, channelsLast);
        var expected = ConvolutionRun.Run(list.Scalar, shape, operands, input)!;
        foreach (var kernel in list.Kernels.Where(kernel => KernelFamilies.IsSupported(kernel.Family)))
        {
            if (ConvolutionRun.Run(kernel, shape, operands, input) is { } actual)
                Assert.True(expected.AsSpan().SequenceEqual(actual), $"{kernel.Name} differs from the scalar kernel");
        }

        return expected;
    }
}
