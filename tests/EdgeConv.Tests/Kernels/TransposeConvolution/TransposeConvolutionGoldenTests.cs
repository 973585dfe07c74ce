using EdgeConv.Kernels;
using EdgeConv.Kernels.TransposeConvolution;

namespace EdgeConv.Tests.Kernels.TransposeConvolution;

public unsafe class TransposeConvolutionGoldenTests
{
    public static TheoryData<string> Cases => CmsisCase.Of("transpose_conv_s8");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_golden_transposed_convolution_is_reproduced_bit_for_bit(string file)
    {
        var golden = CmsisCase.Load(file);
        var expected = golden.Int8("output_ref");
        using var input = new NativeArray<sbyte>(golden.Int8("input"));
        using var weights = new NativeArray<sbyte>(golden.Int8("weights"));
        using var bias = new NativeArray<int>(golden.Int32("biases"));
        using var multipliers = new NativeArray<int>(golden.Int32("output_mult"));
        using var shifts = new NativeArray<int>(golden.Int32("output_shift"));
        using var output = new NativeArray<sbyte>(expected.Length);

        TransposeConvolution_Scalar.Run(new TransposeConvolutionArguments
        {
            Geometry = new WindowGeometry
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
                PadTop = golden["PAD_Y"],
                PadLeft = golden["PAD_X"],
            },
            Input = input.Pointer,
            Weights = weights.Pointer,
            Bias = bias.Pointer,
            Multipliers = multipliers.Pointer,
            Shifts = shifts.Pointer,
            Output = output.Pointer,
            InputZeroPoint = -golden["INPUT_OFFSET"],
            OutputZeroPoint = golden["OUTPUT_OFFSET"],
            OutputMin = golden["OUT_ACTIVATION_MIN"],
            OutputMax = golden["OUT_ACTIVATION_MAX"],
        });

        Assert.Equal(expected, output.Span.ToArray());
    }
}
