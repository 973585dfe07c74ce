using EdgeConv.Kernels.Depthwise;
using EdgeConv.Planning.Lowering;

namespace EdgeConv.Tests.Kernels.Depthwise;

public class DepthwiseGoldenTests
{
    public static TheoryData<string> Cases => CmsisCase.Of("depthwise_conv_3x3_s8", "depthwise_conv_s8", "depthwise_conv_s8_opt");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_golden_depthwise_convolution_is_reproduced_bit_for_bit(string file)
    {
        var golden = CmsisCase.Load(file);
        var operands = new ConvolutionOperands(golden.Bytes("weights"), [.. golden.Int32("biases")], [.. golden.Int32("output_mult")], [.. golden.Int32("output_shift")]);
        var geometry = GoldenConvolution.Geometry(golden);
        var shape = GoldenConvolution.Shape(golden, geometry, geometry.InputChannels);

        Assert.Equal(golden.Int8("output_ref"), GoldenConvolution.Outputs(DepthwiseKernels.All, shape, operands, golden.Int8("input"), channelsLast: true));
    }
}
