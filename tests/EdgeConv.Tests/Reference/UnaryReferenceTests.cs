using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Tests.Reference;

public class UnaryReferenceTests
{
    private static readonly (float Scale, int ZeroPoint)[] Quantizations = [(0.0235294f, -128), (0.05f, 0), (0.1f, 7), (0.0625f, -3), (0.25f, 127), (0.001f, 0)];

    public static TheoryData<int> Inputs => [.. Enumerable.Range(0, Quantizations.Length)];

    [Theory]
    [MemberData(nameof(Inputs))]
    public void Every_int8_value_gives_the_references_result(int k)
    {
        var (scale, zeroPoint) = Quantizations[k];
        sbyte[] Run(Unary op, float outputScale, int outputZeroPoint) =>
            UnaryReferenceTests.Run<sbyte, sbyte>(op, ReferenceInput.EveryInt8, new QuantizationParameters(scale, zeroPoint), ElementType.Int8, new QuantizationParameters(outputScale, outputZeroPoint));

        ReferenceHashes.Expect($"logistic_{k}", Run(new Unary(UnaryKind.Logistic), 1 / 256f, -128));
        ReferenceHashes.Expect($"tanh_{k}", Run(new Unary(UnaryKind.Tanh), 1 / 128f, 0));
        ReferenceHashes.Expect($"hard_swish_{k}", Run(new Unary(UnaryKind.HardSwish), scale * 0.77f, -90));
        ReferenceHashes.Expect($"relu_{k}", Run(new Unary(UnaryKind.Relu), scale * 0.77f, -90));
        ReferenceHashes.Expect($"relu6_{k}", Run(new Unary(UnaryKind.Relu6), scale * 0.77f, -90));
        ReferenceHashes.Expect($"leaky_relu_{k}", Run(new Unary(UnaryKind.LeakyRelu, 0.3f), scale * 0.77f, -9));
        ReferenceHashes.Expect($"leaky_relu_negative_{k}", Run(new Unary(UnaryKind.LeakyRelu, -0.7f), scale * 0.77f, -9));
        ReferenceHashes.Expect($"quantize_i8_i8_{k}", Run(new Unary(UnaryKind.Quantize), scale * 0.77f, -9));
    }

    [Theory]
    [MemberData(nameof(Inputs))]
    public void Every_uint8_value_gives_the_references_result(int k)
    {
        var (scale, zeroPoint) = Quantizations[k];
        byte[] Run(Unary op, float outputScale, int outputZeroPoint) =>
            UnaryReferenceTests.Run<byte, byte>(op, ReferenceInput.EveryUInt8, new QuantizationParameters(scale, zeroPoint + 128), ElementType.UInt8, new QuantizationParameters(outputScale, outputZeroPoint));

        ReferenceHashes.Expect($"logistic_u8_{k}", Run(new Unary(UnaryKind.Logistic), 1 / 256f, 0));
        ReferenceHashes.Expect($"tanh_u8_{k}", Run(new Unary(UnaryKind.Tanh), 1 / 128f, 128));
        ReferenceHashes.Expect($"hard_swish_u8_{k}", Run(new Unary(UnaryKind.HardSwish), scale * 0.77f, 38));
        ReferenceHashes.Expect($"leaky_relu_u8_{k}", Run(new Unary(UnaryKind.LeakyRelu, 0.3f), scale * 0.77f, 38));
    }

    [Theory]
    [MemberData(nameof(Inputs))]
    public void Quantizing_between_8_bit_types_and_back_to_reals_is_the_references(int k)
    {
        var (scale, zeroPoint) = Quantizations[k];
        var (signed, unsigned) = (new QuantizationParameters(scale, zeroPoint), new QuantizationParameters(scale, zeroPoint + 128));
        ReferenceHashes.Expect($"quantize_i8_u8_{k}", Run<sbyte, byte>(new Unary(UnaryKind.Quantize), ReferenceInput.EveryInt8, signed, ElementType.UInt8, new QuantizationParameters(scale * 1.77f, 119)));
        ReferenceHashes.Expect($"quantize_u8_i8_{k}", Run<byte, sbyte>(new Unary(UnaryKind.Quantize), ReferenceInput.EveryUInt8, unsigned, ElementType.Int8, new QuantizationParameters(scale * 1.77f, -9)));
        ReferenceHashes.Expect($"dequantize_i8_{k}", Run<sbyte, float>(new Unary(UnaryKind.Dequantize), ReferenceInput.EveryInt8, signed, ElementType.Float32, null));
        ReferenceHashes.Expect($"dequantize_u8_{k}", Run<byte, float>(new Unary(UnaryKind.Dequantize), ReferenceInput.EveryUInt8, unsigned, ElementType.Float32, null));
    }

    [Theory]
    [MemberData(nameof(Inputs))]
    public void A_uint8_part_of_a_concatenation_is_rescaled_as_the_reference_does(int k)
    {
        var (scale, zeroPoint) = Quantizations[k];
        var model = new OneOperator();
        var input = model.Input(new Shape(256), ReferenceInput.EveryUInt8, new QuantizationParameters(scale, zeroPoint + 128));
        var output = model.Result(ElementType.UInt8, new QuantizationParameters(scale * 0.77f, 38));
        ReferenceHashes.Expect($"concatenation_u8_{k}", model.Then(new Concatenation(0, Activation.None), [input], [output]).Run<byte>(output).Values);
    }

    [Fact]
    public void Quantizing_reals_rounds_halves_away_from_zero_as_the_reference_does()
    {
        float[] ties = [0.25f, -0.25f, 0.75f, -0.75f, 1.25f, 0.1f, -0.1f, 100, -100, 31.75f, -32.25f, 0, -0f, 1e6f, -1e6f, 0.4999f];
        ReferenceHashes.Expect("quantize_f32", Run<float, sbyte>(new Unary(UnaryKind.Quantize), ties, null, ElementType.Int8, new QuantizationParameters(0.5f, 3)));
        ReferenceHashes.Expect("quantize_f32_many", Run<float, sbyte>(new Unary(UnaryKind.Quantize), ReferenceInput.Float32(14, 4096), null, ElementType.Int8, new QuantizationParameters(0.1177f, -17)));
    }

    [Fact]
    public void Reals_beyond_every_integer_saturate_and_NaN_is_0() =>
        Assert.Equal(new sbyte[] { 127, -128, 127, -128, 3 }, Run<float, sbyte>(new Unary(UnaryKind.Quantize), [1e30f, -1e30f, float.PositiveInfinity, float.NegativeInfinity, float.NaN], null, ElementType.Int8, new QuantizationParameters(0.5f, 3)));

    [Fact]
    public void Hard_swish_of_reals_is_the_references() =>
        ReferenceHashes.Expect("hard_swish_f32", Run<float, float>(new Unary(UnaryKind.HardSwish), ReferenceInput.Float32(15, 4096), null, ElementType.Float32, null));

    [Theory]
    [InlineData(UnaryKind.Relu, -2f, 0f)]
    [InlineData(UnaryKind.Relu, 7f, 7f)]
    [InlineData(UnaryKind.Relu6, 7f, 6f)]
    [InlineData(UnaryKind.Relu6, -1f, 0f)]
    [InlineData(UnaryKind.ReluN1To1, 7f, 1f)]
    [InlineData(UnaryKind.ReluN1To1, -7f, -1f)]
    [InlineData(UnaryKind.LeakyRelu, -2f, -0.5f)]
    [InlineData(UnaryKind.LeakyRelu, 2f, 2f)]
    [InlineData(UnaryKind.Logistic, 0f, 0.5f)]
    [InlineData(UnaryKind.Logistic, 20f, 1f)]
    [InlineData(UnaryKind.Logistic, -10f, 4.539787e-5f)]
    [InlineData(UnaryKind.Tanh, 1f, 0.7615942f)]
    [InlineData(UnaryKind.HardSwish, 1f, 0.6666667f)]
    public void Float32_functions_have_their_values(UnaryKind kind, float x, float expected)
    {
        var result = Run<float, float>(new Unary(kind, kind == UnaryKind.LeakyRelu ? 0.25f : 0), [x], null, ElementType.Float32, null);
        Assert.Equal(expected, result[0], 1e-6f);
    }

    [Fact]
    public void Relu_n1_to_1_rescales_and_clamps()
    {
        var result = Run<sbyte, sbyte>(new Unary(UnaryKind.ReluN1To1), [-128, -16, -1, 0, 1, 8, 127], new QuantizationParameters(0.0625f, 0), ElementType.Int8, new QuantizationParameters(0.03125f, 5));
        Assert.Equal(new sbyte[] { -27, -27, 3, 5, 7, 21, 37 }, result);
    }

    [Fact]
    public void Relu6_on_uint8_rescales_and_clamps()
    {
        var result = Run<byte, byte>(new Unary(UnaryKind.Relu6), [0, 10, 20, 100, 255], new QuantizationParameters(0.0625f, 10), ElementType.UInt8, new QuantizationParameters(0.03125f, 0));
        Assert.Equal(new byte[] { 0, 0, 20, 180, 192 }, result);
    }

    [Fact]
    public void Int16_becomes_real() =>
        Assert.Equal(new[] { -16384f, 0.5f, 16383.5f }, Run<short, float>(new Unary(UnaryKind.Dequantize), [short.MinValue, 1, short.MaxValue], new QuantizationParameters(0.5f, 0), ElementType.Float32, null));

    private static TResult[] Run<T, TResult>(Unary op, T[] values, QuantizationParameters? quantization, ElementType resultType, QuantizationParameters? result)
        where T : unmanaged
        where TResult : unmanaged
    {
        var model = new OneOperator();
        var input = model.Input(new Shape(values.Length), values, quantization);
        var output = model.Result(resultType, result);
        return model.Then(op, [input], [output]).Run<TResult>(output).Values;
    }
}
