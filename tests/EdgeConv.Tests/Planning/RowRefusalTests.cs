using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Tests.Planning;

public class RowRefusalTests
{
    private static readonly QuantizationParameters One = new(1f, 0);

    private static readonly Dictionary<string, Model> Models = new()
    {
        ["subgraphs[0].operators[0].inputs[1]: FULLY_CONNECTED: tensor 1 \"t1\" has shape 2x2x2 where 2 dimensions are needed"] = Product(new(1, 4), new(2, 2, 2), false),
        ["subgraphs[0].operators[0].inputs[1]: FULLY_CONNECTED: tensor 1 \"t1\" with shape 2x3 does not fit the 4 elements of its input"] = Product(new(1, 4), new(2, 3), false),
        ["subgraphs[0].operators[0].inputs[1]: FULLY_CONNECTED: tensor 1 \"t1\" with shape 2x0 does not fit the 4 elements of its input"] = Product(new(1, 4), new(2, 0), false),
        ["subgraphs[0].operators[0].inputs[1]: FULLY_CONNECTED: tensor 1 \"t1\" with shape 2x4 does not fit the last dimension of 2x2, which is to keep its dimensions"] = Product(new(2, 2), new(2, 4), true),
        ["subgraphs[0].operators[0].inputs[1]: FULLY_CONNECTED: tensor 1 \"t1\" with shape 2x1 does not fit the last dimension of scalar, which is to keep its dimensions"] = Product(Shape.Scalar, new(2, 1), true),
        ["subgraphs[0].operators[0].inputs[2]: tensor 2 \"t2\" has 3 values where 2 are needed"] = Product(new(1, 4), new(2, 4), false, biases: 3),
        ["subgraphs[0].operators[0].inputs[0]: SOFTMAX: tensor 0 \"t0\" is a scalar, and has no last dimension"] = Row(new Softmax(1), Shape.Scalar, One, new(1 / 256f, -128)),
        ["operators[0] SOFTMAX: its output must have scale 0.00390625 and zero point -128, not 0.00390625 and 0"] = Row(new Softmax(1), new(2, 3), One, new(1 / 256f, 0)),
        ["operators[0] SOFTMAX: its output must have scale 0.00390625 and zero point -128, not 0.0078125 and -128"] = Row(new Softmax(1), new(2, 3), One, new(1 / 128f, -128)),
        ["operators[0] SOFTMAX: beta 0 and input scale 1 are too small for its arithmetic"] = Row(new Softmax(0), new(2, 3), One, new(1 / 256f, -128)),
        ["operators[0] SOFTMAX: beta NaN and input scale 1 are too small for its arithmetic"] = Row(new Softmax(float.NaN), new(2, 3), One, new(1 / 256f, -128)),
        ["operators[0] SOFTMAX: runs on int8, uint8 or float32, not on int8, float32"] = Row(new Softmax(1), new(2, 3), One, null, ElementType.Float32),
        ["operators[0] L2_NORMALIZATION: its output must have scale 0.0078125 and zero point 0, not 1 and 0"] = Row(new L2Normalization(Activation.None), new(2, 3), One, One),
        ["operators[0] L2_NORMALIZATION: runs without a fused activation, not with Relu"] = Row(new L2Normalization(Activation.Relu), new(2, 3), One, new(1 / 128f, 0)),
        ["operators[0] L2_NORMALIZATION: the sum of 40000 squares may overflow; at most 33025 can be run"] = Row(new L2Normalization(Activation.None), new(1, 40000), One, new(1 / 128f, 0)),
        ["subgraphs[0].operators[0]: MEAN: axis 2 does not exist among 2 dimensions"] = Row(new Reduce(ReduceKind.Mean, true), new(2, 3), One, One, axes: [0, 2]),
        ["subgraphs[0].operators[0]: SUM: axis -2147483648 does not exist among 2 dimensions"] = Row(new Reduce(ReduceKind.Sum, true), new(2, 3), One, One, axes: [int.MinValue]),
        ["subgraphs[0].operators[0].inputs[0]: MEAN: tensor 0 \"t0\" of shape 2x0 has no element along dimension 1"] = Row(new Reduce(ReduceKind.Mean, true), new(2, 0), One, One, axes: [1]),
        ["operators[0] MEAN: runs on int8, uint8 or float32, not on int8, float32"] = Row(new Reduce(ReduceKind.Mean, true), new(2, 3), One, null, ElementType.Float32, axes: [1]),
        ["operators[0] SUM: its scales ask for a requantization factor of 1E+10, which int32 arithmetic cannot apply"] = Row(new Reduce(ReduceKind.Sum, true), new(2, 3), One, new(1e-10f, 0), axes: [1]),
        ["subgraphs[0].operators[0]: ARG_MAX: axis 0 does not exist among 0 dimensions"] = Row(new ArgMax(), Shape.Scalar, One, null, ElementType.Int32, axes: [0]),
        ["subgraphs[0].operators[0].inputs[1]: ARG_MAX: tensor 1 \"t1\" must hold one value"] = Row(new ArgMax(), new(2, 3), One, null, ElementType.Int32, axes: [0, 1]),
        ["subgraphs[0].operators[0].inputs[0]: ARG_MAX: tensor 0 \"t0\" of shape 0x3 has no element along dimension 0"] = Row(new ArgMax(), new(0, 3), One, null, ElementType.Int32, axes: [0]),
        ["operators[0] ARG_MAX: runs from int8, uint8 or float32 to int32 or int64, not from int8 to int16"] = Row(new ArgMax(), new(2, 3), One, null, ElementType.Int16, axes: [0]),
    };

    public static TheoryData<string> Rows => Refusal.Rows(Models);

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_misfit_is_refused_by_name(string message) => Refusal.Check(Models[message], message);

    private static Model Product(Shape shape, Shape matrix, bool keepDimensions, int? biases = null)
    {
        var model = new OneOperator();
        var from = model.Input(shape, new sbyte[shape.ElementCount], One);
        var by = model.Constant(matrix, new sbyte[matrix.ElementCount], One);
        var bias = biases is { } count ? model.Constant(new Shape(count), new int[count]) : Operator.Absent;
        var output = model.Result(ElementType.Int8, One);
        return model.Then(new FullyConnected(Activation.None, keepDimensions), [from, by, bias], [output]).ToModel(output);
    }

    private static Model Row(
        Operator op,
        Shape shape,
        QuantizationParameters input,
        QuantizationParameters? result,
        ElementType to = ElementType.Int8,
        int[]? axes = null)
    {
        var model = new OneOperator();
        var from = model.Input(shape, new sbyte[shape.ElementCount], input);
        int[] inputs = axes is null ? [from] : [from, model.Constant(new Shape(axes.Length), axes)];
        var output = model.Result(to, result);
        return model.Then(op, inputs, [output]).ToModel(output);
    }
}
