using EdgeConv.Kernels.Convolution;
using EdgeConv.Planning.Lowering;

namespace EdgeConv.Tests.Kernels.Convolution;

public class ConvolutionGoldenTests
{
    public static TheoryData<string> Cases => CmsisCase.Of("convolve_s8", "convolve_1_x_n_s8", "convolve_1x1_s8_fast", "grouped_convolve_s8");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_golden_convolution_is_reproduced_bit_for_bit(string file)
    {
        var golden = CmsisCase.Load(file);
        var operands = new ConvolutionOperands(golden.Bytes("weights"), [.. golden.Int32("biases")], [.. golden.Int32("output_mult")], [.. golden.Int32("output_shift")]);
        var geometry = GoldenConvolution.Geometry(golden);
        var shape = GoldenConvolution.Shape(golden, geometry, geometry.InputChannels / golden["FILTER_CH", geometry.InputChannels]);

        Assert.Equal(golden.Int8("output_ref"), GoldenConvolution.Outputs(ConvolutionKernels.All, shape, operands, golden.Int8("input")));
    }
}
