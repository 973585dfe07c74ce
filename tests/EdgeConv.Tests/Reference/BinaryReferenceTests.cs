using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Tests.Reference;

public class BinaryReferenceTests
{
    [Theory]
    [InlineData("add", BinaryKind.Add)]
    [InlineData("sub", BinaryKind.Sub)]
    [InlineData("mul", BinaryKind.Mul)]
    public void Activations_and_broadcasting_are_the_references(string name, BinaryKind kind)
    {
        // The numbers are those of the format's schema.
        foreach (var (number, activation) in new[] { (0, Activation.None), (1, Activation.Relu), (2, Activation.ReluN1To1), (3, Activation.Relu6) })
            ReferenceHashes.Expect($"{name}_act{number}", Run(kind, activation, (new Shape(1, 3, 5, 7), 0.05f, -3, 1), (new Shape(1, 3, 5, 7), 0.11f, 9, 2), (0.07f, 4)));

        var outputScale = kind == BinaryKind.Mul ? 0.0005f : 0.2f;
        ReferenceHashes.Expect($"{name}_broadcast", Run(kind, Activation.None, (new Shape(2, 4, 1, 6), 0.0123f, 100, 3), (new Shape(3, 1), 0.31f, -77, 4), (outputScale, -11)));
    }

    [Theory]
    [InlineData("add", BinaryKind.Add)]
    [InlineData("sub", BinaryKind.Sub)]
    public void Sums_and_differences_of_many_values_are_the_references(string name, BinaryKind kind) =>
        ReferenceHashes.Expect($"{name}_many_scales", Run(kind, Activation.None, (new Shape(4096), 0.0471f, 5, 5), (new Shape(4096), 0.0333f, -20, 6), (0.0219f, 1)));

    [Fact]
    public void A_difference_of_uint8_takes_its_factors_from_doubles()
    {
        var model = new OneOperator();
        var left = model.Input(new Shape(4096), ReferenceInput.UInt8(5, 4096), new QuantizationParameters(0.0471f, 133));
        var right = model.Input(new Shape(4096), ReferenceInput.UInt8(6, 4096), new QuantizationParameters(0.0333f, 108));
        var output = model.Result(ElementType.UInt8, new QuantizationParameters(0.0219f, 129));
        ReferenceHashes.Expect("sub_u8", model.Then(new Binary(BinaryKind.Sub, Activation.None), [left, right], [output]).Run<byte>(output).Values);
    }

    [Theory]
    [InlineData(BinaryKind.Add)]
    [InlineData(BinaryKind.Mul)]
    public void A_sum_or_product_of_uint8_is_that_of_int8_moved_by_128(BinaryKind kind)
    {
        var signed = Run(kind, Activation.Relu6, (new Shape(256), 0.05f, -3, 1), (new Shape(1), 0.11f, 9, 2), (0.07f, 4));
        var model = new OneOperator();
        var left = model.Input(new Shape(256), Flip(ReferenceInput.Int8(1, 256)), new QuantizationParameters(0.05f, 125));
        var right = model.Constant(new Shape(1), Flip(ReferenceInput.Int8(2, 1)), new QuantizationParameters(0.11f, 137));
        var output = model.Result(ElementType.UInt8, new QuantizationParameters(0.07f, 132));
        Assert.Equal(Flip(signed), model.Then(new Binary(kind, Activation.Relu6), [left, right], [output]).Run<byte>(output).Values);
    }

    [Fact]
    public void Prelu_is_the_references()
    {
        var model = new OneOperator();
        var input = model.Input(new Shape(2, 3, 4, 5), ReferenceInput.Int8(7, 120), new QuantizationParameters(0.05f, 3));
        var alpha = model.Constant(new Shape(1, 1, 5), ReferenceInput.Int8(8, 5), new QuantizationParameters(0.013f, -7));
        var output = model.Result(ElementType.Int8, new QuantizationParameters(0.04f, -20));
        ReferenceHashes.Expect("prelu", model.Then(new PRelu(), [input, alpha], [output]).Run<sbyte>(output).Values);
    }

    [Fact]
    public void Prelu_on_uint8_is_the_references()
    {
        var model = new OneOperator();
        var input = model.Input(new Shape(2, 3, 4, 5), ReferenceInput.UInt8(7, 120), new QuantizationParameters(0.05f, 131));
        var alpha = model.Constant(new Shape(1, 1, 5), ReferenceInput.UInt8(8, 5), new QuantizationParameters(0.013f, 121));
        var output = model.Result(ElementType.UInt8, new QuantizationParameters(0.04f, 108));
        ReferenceHashes.Expect("prelu_u8", model.Then(new PRelu(), [input, alpha], [output]).Run<byte>(output).Values);
    }

    [Fact]
    public void Prelu_on_float32_is_the_references()
    {
        var model = new OneOperator();
        var input = model.Input(new Shape(2, 3, 4, 5), ReferenceInput.Float32(7, 120));
        var alpha = model.Constant(new Shape(1, 1, 5), ReferenceInput.Float32(8, 5));
        var output = model.Result(ElementType.Float32);
        ReferenceHashes.Expect("prelu_f32", model.Then(new PRelu(), [input, alpha], [output]).Run<float>(output).Values);
    }

    private static byte[] Flip(sbyte[] values) => [.. values.Select(value => (byte)((byte)value ^ 0x80))];

    private static sbyte[] Run(BinaryKind kind, Activation activation, (Shape Shape, float Scale, int ZeroPoint, int Seed) left, (Shape Shape, float Scale, int ZeroPoint, int Seed) right, (float Scale, int ZeroPoint) result)
    {
        var model = new OneOperator();
        var l = model.Input(left.Shape, ReferenceInput.Int8(left.Seed, left.Shape.ElementCount), new QuantizationParameters(left.Scale, left.ZeroPoint));
        var r = model.Input(right.Shape, ReferenceInput.Int8(right.Seed, right.Shape.ElementCount), new QuantizationParameters(right.Scale, right.ZeroPoint));
        var output = model.Result(ElementType.Int8, new QuantizationParameters(result.Scale, result.ZeroPoint));
        return model.Then(new Binary(kind, activation), [l, r], [output]).Run<sbyte>(output).Values;
    }
}
