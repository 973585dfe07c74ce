using EdgeConv.Kernels.TransposeConvolution;
using EdgeConv.Planning.Lowering;

namespace EdgeConv.Tests.Kernels.TransposeConvolution;

public class TransposeConvolutionGoldenTests
{
    public static TheoryData<string> Cases => CmsisCase.Of("transpose_conv_s8");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_golden_transposed_convolution_is_reproduced_bit_for_bit(string file)
    {
        var golden = CmsisCase.Load(file);
        var operands = new ConvolutionOperands(golden.Bytes("weights"), [.. golden.Int32("biases")], [.. golden.Int32("output_mult")], [.. golden.Int32("output_shift")]);
        var geometry = GoldenConvolution.Geometry(golden);
        var shape = GoldenConvolution.Shape(golden, geometry, 1);

        Assert.Equal(golden.Int8("output_ref"), GoldenConvolution.Outputs(TransposeConvolutionKernels.All, shape, operands, golden.Int8("input")));
    }
}
