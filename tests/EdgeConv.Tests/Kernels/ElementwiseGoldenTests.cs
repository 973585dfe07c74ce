using EdgeConv.Kernels.Add;
using EdgeConv.Kernels.Mul;
using EdgeConv.Kernels.Numerics;
using EdgeConv.Models;
using EdgeConv.Planning.Lowering;
using EdgeConv.Tensors;

namespace EdgeConv.Tests.Kernels;

public unsafe class ElementwiseGoldenTests
{
    public static TheoryData<string> Sums => CmsisCase.Of("elementwise_add_s8");

    public static TheoryData<string> Products => CmsisCase.Of("elementwise_mul_s8");

    public static TheoryData<string> Extremes => CmsisCase.Of("maximum_minimum_s8");

    [Theory]
    [MemberData(nameof(Sums))]
    public void Every_golden_sum_is_reproduced_bit_for_bit(string file)
    {
        var golden = CmsisCase.Load(file);
        var expected = golden.Int8("output_ref");
        using var left = new NativeArray<sbyte>(golden.Int8("input1"));
        using var right = new NativeArray<sbyte>(golden.Int8("input2"));
        using var output = new NativeArray<sbyte>(expected.Length);
        Add_Scalar.Run(new AddArguments
        {
            Geometry = Broadcasting.Geometry(new Shape(expected.Length), new Shape(expected.Length), new Shape(expected.Length)),
            Left = left.Pointer,
            Right = right.Pointer,
            Output = output.Pointer,
            RightSign = 1,
            LeftZeroPoint = -golden["INPUT1_OFFSET"],
            RightZeroPoint = -golden["INPUT2_OFFSET"],
            OutputZeroPoint = golden["OUTPUT_OFFSET"],
            LeftMultiplier = new QuantizedMultiplier(golden["INPUT1_MULT"], golden["INPUT1_SHIFT"]),
            RightMultiplier = new QuantizedMultiplier(golden["INPUT2_MULT"], golden["INPUT2_SHIFT"]),
            OutputMultiplier = new QuantizedMultiplier(golden["OUTPUT_MULT"], golden["OUTPUT_SHIFT"]),
            OutputMin = golden["OUT_ACTIVATION_MIN"],
            OutputMax = golden["OUT_ACTIVATION_MAX"],
        });
        Assert.Equal(expected, output.Span.ToArray());
    }

    [Theory]
    [MemberData(nameof(Products))]
    public void Every_golden_product_is_reproduced_bit_for_bit(string file)
    {
        var golden = CmsisCase.Load(file);
        var expected = golden.Int8("output_ref");
        using var left = new NativeArray<sbyte>(golden.Int8("input1"));
        using var right = new NativeArray<sbyte>(golden.Int8("input2"));
        using var output = new NativeArray<sbyte>(expected.Length);
        Mul_Scalar.Run(new MulArguments
        {
            Geometry = Broadcasting.Geometry(new Shape(expected.Length), new Shape(expected.Length), new Shape(expected.Length)),
            Left = left.Pointer,
            Right = right.Pointer,
            Output = output.Pointer,
            LeftZeroPoint = -golden["INPUT1_OFFSET"],
            RightZeroPoint = -golden["INPUT2_OFFSET"],
            OutputZeroPoint = golden["OUTPUT_OFFSET"],
            Multiplier = new QuantizedMultiplier(golden["OUTPUT_MULT"], golden["OUTPUT_SHIFT"]),
            OutputMin = golden["OUT_ACTIVATION_MIN"],
            OutputMax = golden["OUT_ACTIVATION_MAX"],
        });
        Assert.Equal(expected, output.Span.ToArray());
    }

    [Theory]
    [MemberData(nameof(Extremes))]
    public void Every_golden_maximum_and_minimum_is_reproduced_bit_for_bit(string file)
    {
        var golden = CmsisCase.Load(file);
        Shape Of(int operand) => new(golden[$"BATCH_{operand}"], golden[$"HEIGHT_{operand}"], golden[$"WIDTH_{operand}"], golden[$"CHANNEL_{operand}"]);
        var model = new OneOperator();
        var left = model.Input(Of(1), golden.Int8("input_tensor_1"));
        var right = model.Input(Of(2), golden.Int8("input_tensor_2"));
        var output = model.Result(ElementType.Int8);
        var kind = golden.Text("LAYER_TYPE") == "maximum" ? BinaryKind.Maximum : BinaryKind.Minimum;
        Assert.Equal(golden.Int8("output"), model.Then(new Binary(kind, Activation.None), [left, right], [output]).Run<sbyte>(output).Values);
    }
}
