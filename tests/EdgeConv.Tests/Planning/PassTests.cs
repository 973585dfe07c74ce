using EdgeConv.Models;
using EdgeConv.Planning;
using EdgeConv.Tensors;

namespace EdgeConv.Tests.Planning;

/// <summary>Each pass leaves work out and changes no byte: the same small model is run with passes and without.</summary>
public class PassTests
{
    private static readonly QuantizationParameters Quantization = new(0.05f, 3);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Padding_with_zero_is_folded_into_the_convolution_behind_it(bool depthwise)
    {
        var random = new Random(1);
        var small = new OneOperator();
        var picture = small.Input(new Shape(1, 5, 6, 4), Bytes(random, 120), Quantization);
        var paddings = small.Constant(new Shape(4, 2), new[] { 0, 0, 1, 2, 2, 0, 0, 0 });
        var padded = small.Result(ElementType.Int8, Quantization);
        var weights = small.Constant(depthwise ? new Shape(1, 3, 3, 4) : new Shape(4, 3, 3, 4), Bytes(random, depthwise ? 36 : 144), new QuantizationParameters(0.01f, 0));
        var result = small.Result(ElementType.Int8, new QuantizationParameters(0.1f, -4));
        var window = new Window(Padding.Valid, 2, 1);
        small.Then(new Pad(false), [picture, paddings], [padded])
            .Then(depthwise ? new DepthwiseConv2D(window, 1, Activation.None) : new Conv2D(window, Activation.None), [padded, weights, Operator.Absent], [result]);

        using (var plan = Planner.Plan(small.ToModel(result)))
        {
            Assert.Single(plan.Steps);
            Assert.Equal([$"operators[0] PAD folded into operators[1] {(depthwise ? "DEPTHWISE_CONV_2D" : "CONV_2D")}"], plan.Notes);
        }

        AssertSameWithoutPasses(small, result);
    }

    [Fact]
    public void Padding_with_another_value_or_in_the_channels_stays()
    {
        foreach (var (value, channels) in new[] { ((sbyte)7, 0), ((sbyte)3, 1) })
        {
            var random = new Random(2);
            var small = new OneOperator();
            var picture = small.Input(new Shape(1, 4, 4, 2), Bytes(random, 32), Quantization);
            var paddings = small.Constant(new Shape(4, 2), new[] { 0, 0, 1, 1, 1, 1, 0, channels });
            var fill = small.Constant(Shape.Scalar, new[] { value }, Quantization);
            var padded = small.Result(ElementType.Int8, Quantization);
            var weights = small.Constant(new Shape(3, 3, 3, 2 + channels), Bytes(random, 27 * (2 + channels)), new QuantizationParameters(0.01f, 0));
            var result = small.Result(ElementType.Int8, new QuantizationParameters(0.1f, -4));
            small.Then(new Pad(true), [picture, paddings, fill], [padded])
                .Then(new Conv2D(new Window(Padding.Valid, 1, 1), Activation.None), [padded, weights], [result]);

            using var plan = Planner.Plan(small.ToModel(result));
            Assert.Empty(plan.Notes);
            AssertSameWithoutPasses(small, result);
        }
    }

    [Theory]
    [InlineData(UnaryKind.Relu, true)]
    [InlineData(UnaryKind.Relu6, true)]
    [InlineData(UnaryKind.Tanh, false)]
    public void An_activation_of_the_same_quantization_joins_the_convolution_before_it(UnaryKind kind, bool joins)
    {
        var random = new Random(3);
        var small = new OneOperator();
        var picture = small.Input(new Shape(2, 4, 4, 3), Bytes(random, 96), Quantization);
        var weights = small.Constant(new Shape(5, 1, 1, 3), Bytes(random, 15), new QuantizationParameters(0.03f, 0));
        var quantization = kind == UnaryKind.Tanh ? new QuantizationParameters(1 / 128f, 0) : new QuantizationParameters(0.06f, -10);
        var between = small.Result(ElementType.Int8, quantization);
        var result = small.Result(ElementType.Int8, quantization);
        small.Then(new Conv2D(new Window(Padding.Same, 1, 1), Activation.None), [picture, weights], [between]).Then(new Unary(kind), [between], [result]);

        using (var plan = Planner.Plan(small.ToModel(result)))
            Assert.Equal(joins ? 1 : 2, plan.Steps.Length);
        AssertSameWithoutPasses(small, result);
    }

    [Fact]
    public void A_tensor_that_is_read_twice_keeps_its_own_activation()
    {
        var random = new Random(4);
        var small = new OneOperator();
        var picture = small.Input(new Shape(1, 2, 2, 3), Bytes(random, 12), Quantization);
        var weights = small.Constant(new Shape(3, 1, 1, 3), Bytes(random, 9), new QuantizationParameters(0.03f, 0));
        var between = small.Result(ElementType.Int8, Quantization);
        var clamped = small.Result(ElementType.Int8, Quantization);
        var result = small.Result(ElementType.Int8, Quantization);
        small.Then(new Conv2D(new Window(Padding.Same, 1, 1), Activation.None), [picture, weights], [between])
            .Then(new Unary(UnaryKind.Relu), [between], [clamped])
            .Then(new Binary(BinaryKind.Add, Activation.None), [between, clamped], [result]);

        using (var plan = Planner.Plan(small.ToModel(result)))
            Assert.Equal(3, plan.Steps.Length);
        AssertSameWithoutPasses(small, result);
    }

    [Fact]
    public void Dequantize_and_quantize_back_are_dropped()
    {
        var random = new Random(5);
        var small = new OneOperator();
        var values = small.Input(new Shape(1, 256), Enumerable.Range(-128, 256).Select(value => (sbyte)value).ToArray(), Quantization);
        var real = small.Result(ElementType.Float32);
        var back = small.Result(ElementType.Int8, Quantization);
        var result = small.Result(ElementType.Int8, Quantization);
        small.Then(new Unary(UnaryKind.Dequantize), [values], [real])
            .Then(new Unary(UnaryKind.Quantize), [real], [back])
            .Then(new Unary(UnaryKind.Relu), [back], [result]);

        using (var plan = Planner.Plan(small.ToModel(result)))
            Assert.Single(plan.Steps);
        AssertSameWithoutPasses(small, result);
    }

    [Fact]
    public void A_shape_put_together_by_operators_becomes_a_constant()
    {
        var small = new OneOperator();
        var values = small.Input(new Shape(2, 3, 4), Enumerable.Range(0, 24).Select(value => (sbyte)value).ToArray(), Quantization);
        var shape = small.Result(ElementType.Int32);
        var first = small.Result(ElementType.Int32);
        var twelve = small.Constant(Shape.Scalar, new[] { 12 });
        var packed = small.Result(ElementType.Int32);
        var result = small.Result(ElementType.Int8, Quantization);
        int Index(int value) => small.Constant(new Shape(1), new[] { value });
        small.Then(new ShapeOf(), [values], [shape])
            .Then(new StridedSlice(0, 0, 0, 0, 1), [shape, Index(0), Index(1), Index(1)], [first])
            .Then(new Pack(0), [first, twelve], [packed])
            .Then(new Reshape([]), [values, packed], [result]);

        var (found, bytes) = small.Run<sbyte>(result);
        Assert.Equal(new Shape(2, 12), found);
        Assert.Equal(Enumerable.Range(0, 24).Select(value => (sbyte)value), bytes);
    }

    [Fact]
    public void A_plan_that_wants_more_memory_than_allowed_is_refused()
    {
        var small = new OneOperator();
        var values = small.Input(new Shape(1, 64, 64, 1), new sbyte[4096], Quantization);
        var result = small.Result(ElementType.Int8, Quantization);
        small.Then(new Unary(UnaryKind.Relu), [values], [result]);

        var refusal = Assert.Throws<PlanException>(() => Planner.Plan(small.ToModel(result), new PlanOptions { MaxArenaBytes = 4096 }));
        Assert.Equal("The model needs 0.0 MiB for its values, more than the limit of 0.0 MiB; use a smaller input or raise the limit.", refusal.Message);
    }

    [Fact]
    public void More_operators_than_allowed_are_refused()
    {
        var small = new OneOperator();
        var values = small.Input(new Shape(1, 4), new sbyte[4], Quantization);
        var between = small.Result(ElementType.Int8, Quantization);
        var result = small.Result(ElementType.Int8, Quantization);
        small.Then(new Unary(UnaryKind.Relu), [values], [between]).Then(new Unary(UnaryKind.Relu), [between], [result]);

        var refusal = Assert.Throws<PlanException>(() => Planner.Plan(small.ToModel(result), new PlanOptions { MaxOperators = 1 }));
        Assert.Equal("The model has 2 operators, more than the limit of 1.", refusal.Message);
    }

    [Fact]
    public void Constants_beyond_the_limit_are_refused()
    {
        var small = new OneOperator();
        var values = small.Input(new Shape(1, 2000), new sbyte[2000], Quantization);
        var weights = small.Constant(new Shape(2000, 2000), new sbyte[4_000_000], Quantization with { ZeroPoints = [0] });
        var result = small.Result(ElementType.Int8, Quantization);
        small.Then(new FullyConnected(Activation.None, false), [values, weights], [result]);

        var refusal = Assert.Throws<PlanException>(() => Planner.Plan(small.ToModel(result), new PlanOptions { MaxConstantBytes = 1 << 20 }));
        Assert.Equal("The model's constants need more than the limit of 1.0 MiB.", refusal.Message);
    }

    [Fact]
    public void Constants_that_would_grow_beyond_the_limit_are_computed_when_the_model_runs()
    {
        var small = new OneOperator();
        var values = small.Input(new Shape(1, 1), new sbyte[] { 5 }, Quantization);
        var seed = small.Constant(new Shape(1, 1), new sbyte[] { 7 }, Quantization);
        var paddings = small.Constant(new Shape(2, 2), new[] { 0, 0, 50, 49 });
        var padded = small.Result(ElementType.Int8, Quantization);
        var result = small.Result(ElementType.Int8, Quantization);
        small.Then(new Pad(false), [seed, paddings], [padded]).Then(new Binary(BinaryKind.Maximum, Activation.None), [padded, values], [result]);

        using (var folded = Planner.Plan(small.ToModel(result)))
            Assert.Single(folded.Steps);
        using (var kept = Planner.Plan(small.ToModel(result), new PlanOptions { MaxFoldedBytes = 99 }))
            Assert.True(kept.Steps.Length > 1);
        Assert.Equal(small.Run<sbyte>(result).Values, small.Run<sbyte>(result, new PlanOptions { MaxFoldedBytes = 99 }).Values);
    }

    private static void AssertSameWithoutPasses(OneOperator small, int result) =>
        Assert.Equal(small.Run<sbyte>(result, new PlanOptions { KeepIntermediates = true }).Values, small.Run<sbyte>(result).Values);

    private static sbyte[] Bytes(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (sbyte)random.Next(-128, 128))];
}
