using EdgeConv.Kernels.FullyConnected;

namespace EdgeConv.Tests.Kernels.FullyConnected;

public unsafe class FullyConnectedGoldenTests
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
        using var input = new NativeArray<sbyte>(golden.Int8("input"));
        using var weights = new NativeArray<sbyte>(golden.Int8("weights"));
        using var bias = new NativeArray<int>(golden.Int32(perChannel ? "bias" : "biases"));
        using var multipliers = new NativeArray<int>(perChannel ? golden.Int32("output_multiplier") : [.. Enumerable.Repeat(golden["OUTPUT_MULTIPLIER"], outputs)]);
        using var shifts = new NativeArray<int>(perChannel ? golden.Int32("output_shift") : [.. Enumerable.Repeat(golden["OUTPUT_SHIFT"], outputs)]);
        using var output = new NativeArray<sbyte>(expected.Length);

        FullyConnected_Scalar.Run(new FullyConnectedArguments
        {
            Rows = golden["INPUT_BATCHES"],
            Inputs = golden["ACCUMULATION_DEPTH"],
            Outputs = outputs,
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
