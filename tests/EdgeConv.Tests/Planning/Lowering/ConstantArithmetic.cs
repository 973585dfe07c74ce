using EdgeConv.Models;
using EdgeConv.Planning;
using EdgeConv.Tensors;

namespace EdgeConv.Tests.Planning.Lowering;

/// <summary>Shapes computed by operators are known when a model has been planned.</summary>
public class ConstantArithmetic
{
    [Fact]
    public void A_shape_put_together_by_operators_is_folded_into_a_reshape()
    {
        var model = new OneOperator();
        var input = model.Input(new Shape(2, 3, 4), [.. Enumerable.Range(0, 24)]);
        var (shape, last, doubled, both) = (model.Result(ElementType.Int32), model.Result(ElementType.Int32), model.Result(ElementType.Int32), model.Result(ElementType.Int32));
        var output = model.Result(ElementType.Int32);
        int Vector(params int[] values) => model.Constant(new Shape(values.Length), values);
        model.Then(new ShapeOf(), [input], [shape])
            .Then(new StridedSlice(0, 0, 0, 0, 1), [shape, Vector(2), Vector(3), Vector(1)], [last])
            .Then(new Binary(BinaryKind.Mul, Activation.None), [last, model.Constant(Shape.Scalar, [2])], [doubled])
            .Then(new Pack(0), [model.Constant(Shape.Scalar, [-1]), doubled], [both])
            .Then(new Reshape([]), [input, both], [output]);
        var (result, values) = model.Run<int>(output);
        Assert.Equal(new Shape(3, 8), result);
        Assert.Equal(Enumerable.Range(0, 24), values);
        using var plan = Planner.Plan(model.ToModel(output));
        Assert.Equal(["4 operators of constants computed beforehand"], plan.Notes);
    }

    [Theory]
    [InlineData(BinaryKind.Add, -2147483647L)]
    [InlineData(BinaryKind.Sub, 2147483645L)]
    [InlineData(BinaryKind.Mul, -2L)]
    [InlineData(BinaryKind.Maximum, 2147483647L)]
    [InlineData(BinaryKind.Minimum, 2L)]
    public void Plain_integers_wrap_around(BinaryKind kind, long expected)
    {
        var model = new OneOperator();
        var (left, right) = (model.Input(new Shape(1), [int.MaxValue]), model.Input(new Shape(1), [2]));
        var output = model.Result(ElementType.Int32);
        Assert.Equal((int)expected, Assert.Single(model.Then(new Binary(kind, Activation.None), [left, right], [output]).Run<int>(output).Values));
    }

    [Fact]
    public void Long_integers_are_compared_and_added_whole()
    {
        var model = new OneOperator();
        var (left, right) = (model.Input(new Shape(1), [1L << 40]), model.Input(new Shape(1), [1L << 33]));
        var (sum, least) = (model.Result(ElementType.Int64), model.Result(ElementType.Int64));
        model.Then(new Binary(BinaryKind.Add, Activation.None), [left, right], [sum]).Then(new Binary(BinaryKind.Minimum, Activation.None), [sum, right], [least]);
        Assert.Equal([(1L << 40) + (1L << 33)], model.Run<long>(sum).Values);
        Assert.Equal([1L << 33], model.Run<long>(least).Values);
    }

    [Fact]
    public void Half_precision_weights_are_widened_beforehand()
    {
        var halves = new ModelTensor(0, "w", ElementType.Float16, new Shape(2), null, new byte[] { 0x00, 0x3C, 0x00, 0xC0 });
        var floats = new ModelTensor(1, "f", ElementType.Float32, new Shape(1), null, null);
        var model = new Model("", [halves, floats], [new Unary(UnaryKind.Dequantize) { Inputs = [0], Outputs = [1] }], [], [1], ModelMetadata.None);
        using var plan = Planner.Plan(model);
        Assert.Equal([1f, -2f], System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(plan.Model.Tensors[1].Data!.Value.Span).ToArray());
    }

    [Fact]
    public void Padding_of_quantized_tensors_is_their_zero_point()
    {
        var model = new OneOperator();
        var quantization = new QuantizationParameters(0.1f, 200);
        var input = model.Input(new Shape(2), new byte[] { 1, 2 }, quantization);
        var output = model.Result(ElementType.UInt8, quantization);
        var padded = model.Then(new Pad(HasValue: false), [input, model.Constant(new Shape(1, 2), [1, 2])], [output]).Run<byte>(output);
        Assert.Equal(new byte[] { 200, 1, 2, 200, 200 }, padded.Values);
    }

    [Fact]
    public void A_padding_value_of_uint8_is_taken_as_declared()
    {
        var model = new OneOperator();
        var quantization = new QuantizationParameters(0.1f, 200);
        var input = model.Input(new Shape(2), new byte[] { 1, 2 }, quantization);
        var value = model.Constant(new Shape(1), new byte[] { 17 }, quantization);
        var output = model.Result(ElementType.UInt8, quantization);
        var padded = model.Then(new Pad(HasValue: true), [input, model.Constant(new Shape(1, 2), [1, 0]), value], [output]).Run<byte>(output);
        Assert.Equal(new byte[] { 17, 1, 2 }, padded.Values);
    }
}
