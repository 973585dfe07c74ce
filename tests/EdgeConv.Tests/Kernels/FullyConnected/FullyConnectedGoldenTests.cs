using EdgeConv.Kernels;
using EdgeConv.Kernels.Convolution;
using EdgeConv.Planning.Lowering;

namespace EdgeConv.Tests.Kernels.FullyConnected;

public class FullyConnectedGoldenTests
{
    public static TheoryData<string> Cases => CmsisCase.Of("fully_connected_s8");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_golden_matrix_product_is_reproduced_bit_for_bit(string file)
    {
        var golden = CmsisCase.Load(file);
        var outputs = golden["OUT_CH"];

        // A file without a multiplier of its own has one for each channel; arrays of other cases lie around in some of the rest.
        var perChannel = !golden.Has("output_ref");
        var expected = golden.Int8(perChannel ? "output" : "output_ref");
        var operands = new ConvolutionOperands(
            golden.Bytes("weights"),
            [.. golden.Int32(perChannel ? "bias" : "biases")],
            perChannel ? [.. golden.Int32("output_multiplier")] : [.. Enumerable.Repeat(golden["OUTPUT_MULTIPLIER"], outputs)],
            perChannel ? [.. golden.Int32("output_shift")] : [.. Enumerable.Repeat(golden["OUTPUT_SHIFT"], outputs)]);
        var shape = GoldenConvolution.Shape(golden, WindowGeometry.Rows(golden["INPUT_BATCHES"], golden["ACCUMULATION_DEPTH"], outputs), 1);

        Assert.Equal(expected, GoldenConvolution.Outputs(ConvolutionKernels.All, shape, operands, golden.Int8("input")));
    }
}
