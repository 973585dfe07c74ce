using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Tests.Planning;

public class WindowRefusalTests
{
    private static readonly Window Same = new(Padding.Same, 1, 1);
    private static readonly Window Valid = new(Padding.Valid, 1, 1);
    private static readonly QuantizationParameters One = new(1f, 0);
    private static readonly QuantizationParameters Two = new([1f, 1f], [0, 0], 0);

    private static readonly Dictionary<string, Model> Models = new()
    {
        ["subgraphs[0].operators[0].inputs[0]: DEPTHWISE_CONV_2D: tensor 0 \"t0\" has shape 4x4x2 where 4 dimensions are needed"] = Depthwise(new(4, 4, 2), new(1, 3, 3, 2)),
        ["subgraphs[0].operators[0].inputs[1]: DEPTHWISE_CONV_2D: tensor 1 \"t1\" has shape 3x3x2 where 4 dimensions are needed"] = Depthwise(new(1, 4, 4, 2), new(3, 3, 2)),
        ["subgraphs[0].operators[0].inputs[1]: DEPTHWISE_CONV_2D: tensor 1 \"t1\" with shape 2x3x3x2 does not fit 2 input channels"] = Depthwise(new(1, 4, 4, 2), new(2, 3, 3, 2)),
        ["subgraphs[0].operators[0].inputs[1]: DEPTHWISE_CONV_2D: tensor 1 \"t1\" with shape 1x3x3x3 does not fit 2 input channels"] = Depthwise(new(1, 4, 4, 2), new(1, 3, 3, 3)),
        ["subgraphs[0].operators[0].inputs[1]: DEPTHWISE_CONV_2D: tensor 1 \"t1\" with shape 1x3x3x0 does not fit 2 input channels"] = Depthwise(new(1, 4, 4, 2), new(1, 3, 3, 0)),
        ["subgraphs[0].operators[0].inputs[1]: DEPTHWISE_CONV_2D: tensor 1 \"t1\" with shape 1x3x3x2 does not fit 0 input channels"] = Depthwise(new(1, 4, 4, 0), new(1, 3, 3, 2)),
        ["subgraphs[0].operators[0].inputs[0]: DEPTHWISE_CONV_2D: tensor 0 \"t0\" of shape 1x2x4x2 is smaller than the 3x3 window"] = Depthwise(new(1, 2, 4, 2), new(1, 3, 3, 2)),
        ["subgraphs[0].operators[0].inputs[0]: DEPTHWISE_CONV_2D: tensor 0 \"t0\" of shape 1x0x4x2 is smaller than the 3x3 window"] = Depthwise(new(1, 0, 4, 2), new(1, 3, 3, 2), Same),
        ["subgraphs[0].operators[0].inputs[0]: DEPTHWISE_CONV_2D: tensor 0 \"t0\" of shape 1x4x4x2 is smaller than the 0x3 window"] = Depthwise(new(1, 4, 4, 2), new(1, 0, 3, 2)),
        ["subgraphs[0].operators[0]: DEPTHWISE_CONV_2D: its 3x1 window with dilation 2147483647x1 reaches farther than 268435456 cells"] = Depthwise(new(1, 4, 4, 2), new(1, 3, 1, 2), Same with { DilationHeight = int.MaxValue }),
        ["operators[0] DEPTHWISE_CONV_2D: runs on int8, uint8 or float32, not on int8, int8, int16"] = Depthwise(new(1, 4, 4, 2), new(1, 3, 3, 2), to: ElementType.Int16),
        ["operators[0] DEPTHWISE_CONV_2D: tensor 0 \"t0\" has 2 scales; activations have one"] = Depthwise(new(1, 4, 4, 2), new(1, 3, 3, 2), input: Two),
        ["subgraphs[0].tensors[1].quantization.scale: 3 scales for 2 output channels"] = Depthwise(new(1, 4, 4, 2), new(1, 3, 3, 2), weights: new([1f, 1f, 1f], [0, 0, 0], 3)),
        ["operators[0] DEPTHWISE_CONV_2D: its scales ask for a requantization factor of 2E+19, which int32 arithmetic cannot apply"] = Depthwise(new(1, 4, 4, 2), new(1, 3, 3, 2), input: new(2e19f, 0)),
        ["operators[0] DEPTHWISE_CONV_2D: tensor 1 \"t1\" is uint8 and has 2 scales; only int8 weights may have more than one"] = TwoScaledUnsigned(),
        ["subgraphs[0].tensors[0].quantization: tensor 0 \"t0\" is int8 and used in arithmetic, but has no scale"] = Unquantized(),
        ["subgraphs[0].operators[0].inputs[0]: TRANSPOSE_CONV: tensor 0 \"t0\" must hold 4 extents"] = Transposed([1, 4, 4], new(3, 2, 2, 2), new(1, 2, 2, 2)),
        ["subgraphs[0].operators[0].inputs[1]: TRANSPOSE_CONV: tensor 1 \"t1\" with shape 3x2x2x1 does not fit 2 input channels"] = Transposed([1, 4, 4, 3], new(3, 2, 2, 1), new(1, 2, 2, 2)),
        ["subgraphs[0].operators[0].inputs[1]: TRANSPOSE_CONV: tensor 1 \"t1\" with shape 3x0x2x2 does not fit 2 input channels"] = Transposed([1, 4, 4, 3], new(3, 0, 2, 2), new(1, 2, 2, 2)),
        ["subgraphs[0].operators[0].inputs[0]: TRANSPOSE_CONV: tensor 0 \"t0\" asks for 2x4x4x3 where 1 pictures of 3 channels come out"] = Transposed([2, 4, 4, 3], new(3, 2, 2, 2), new(1, 2, 2, 2)),
        ["subgraphs[0].operators[0].inputs[0]: TRANSPOSE_CONV: tensor 0 \"t0\" asks for 1x4x4x4 where 1 pictures of 3 channels come out"] = Transposed([1, 4, 4, 4], new(3, 2, 2, 2), new(1, 2, 2, 2)),
        ["subgraphs[0].operators[0].inputs[0]: TRANSPOSE_CONV: tensor 0 \"t0\" asks for 1x-4x4x3 where 1 pictures of 3 channels come out"] = Transposed([1, -4, 4, 3], new(3, 2, 2, 2), new(1, 2, 2, 2)),
        ["subgraphs[0].operators[0]: TRANSPOSE_CONV: its output would have shape 1x65536x65536x3, which no tensor can have"] = Transposed([1, 65536, 65536, 3], new(3, 2, 2, 2), new(1, 2, 2, 2)),
        ["subgraphs[0].operators[0].inputs[2]: TRANSPOSE_CONV: tensor 2 \"t2\" has shape 2x2x2 where 4 dimensions are needed"] = Transposed([1, 4, 4, 3], new(3, 2, 2, 2), new(2, 2, 2)),
        ["subgraphs[0].operators[0].inputs[0]: AVERAGE_POOL_2D: tensor 0 \"t0\" has shape 4x4 where 4 dimensions are needed"] = Pool(new(4, 4), Valid, One),
        ["subgraphs[0].operators[0].inputs[0]: AVERAGE_POOL_2D: tensor 0 \"t0\" of shape 1x4x1x1 is smaller than the 2x2 window"] = Pool(new(1, 4, 1, 1), Valid, One),
        ["subgraphs[0].operators[0].inputs[0]: AVERAGE_POOL_2D: tensor 0 \"t0\" of shape 1x0x4x1 is smaller than the 2x2 window"] = Pool(new(1, 0, 4, 1), Same, One),
        ["subgraphs[0].operators[0]: AVERAGE_POOL_2D: a 2x2 window would lie wholly in the padding"] = Pool(new(1, 4, 4, 1), Valid with { Explicit = new Margins(0, 0, 0, 2) }, One),
        ["operators[0] AVERAGE_POOL_2D: its input (scale 1, zero point 0) and output (scale 1, zero point 1) must be quantized alike"] = Pool(new(1, 4, 4, 1), Valid, new(1f, 1)),
        ["operators[0] AVERAGE_POOL_2D: its input (scale 1, zero point 0) and output (scale 1.5, zero point 0) must be quantized alike"] = Pool(new(1, 4, 4, 1), Valid, new(1.5f, 0)),
        ["operators[0] AVERAGE_POOL_2D: runs on int8, uint8 or float32, not on int8, float32"] = Pool(new(1, 4, 4, 1), Valid, null, ElementType.Float32),
    };

    public static TheoryData<string> Rows => Refusal.Rows(Models);

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_window_that_does_not_fit_is_refused_by_name(string message) => Refusal.Check(Models[message], message);

    [Fact]
    public void A_computed_filter_is_refused()
    {
        var model = new OneOperator();
        var input = model.Input(new Shape(1, 1, 1, 1), new sbyte[1], One);
        var weights = model.Input(new Shape(1, 1, 1, 1), new sbyte[1], One);
        var output = model.Result(ElementType.Int8, One);

        Refusal.Check(
            model.Then(new DepthwiseConv2D(Valid, 1, Activation.None), [input, weights], [output]).ToModel(output),
            "operators[0] DEPTHWISE_CONV_2D: its input 1 (tensor 1 \"t1\") must be a constant, and is computed when the model runs");
    }

    private static Model Depthwise(
        Shape shape,
        Shape filter,
        Window? window = null,
        ElementType to = ElementType.Int8,
        QuantizationParameters? input = null,
        QuantizationParameters? weights = null)
    {
        var model = new OneOperator();
        var from = model.Input(shape, new sbyte[shape.ElementCount], input ?? One);
        var by = model.Constant(filter, new sbyte[filter.ElementCount], weights ?? One);
        var output = model.Result(to, One);
        return model.Then(new DepthwiseConv2D(window ?? Valid, 1, Activation.None), [from, by], [output]).ToModel(output);
    }

    private static Model TwoScaledUnsigned()
    {
        var model = new OneOperator();
        var from = model.Input(new Shape(1, 1, 1, 2), new byte[2], One);
        var by = model.Constant(new Shape(1, 1, 1, 2), new byte[2], Two);
        var output = model.Result(ElementType.UInt8, One);
        return model.Then(new DepthwiseConv2D(Valid, 1, Activation.None), [from, by], [output]).ToModel(output);
    }

    private static Model Unquantized()
    {
        var model = new OneOperator();
        var from = model.Input(new Shape(1, 1, 1, 2), new sbyte[2]);
        var by = model.Constant(new Shape(1, 1, 1, 2), new sbyte[2], One);
        var output = model.Result(ElementType.Int8, One);
        return model.Then(new DepthwiseConv2D(Valid, 1, Activation.None), [from, by], [output]).ToModel(output);
    }

    private static Model Transposed(int[] wanted, Shape filter, Shape shape)
    {
        var model = new OneOperator();
        var to = model.Constant(new Shape(wanted.Length), wanted);
        var by = model.Constant(filter, new sbyte[filter.ElementCount], One);
        var from = model.Input(shape, new sbyte[shape.ElementCount], One);
        var output = model.Result(ElementType.Int8, One);
        return model.Then(new TransposeConv(Valid, Activation.None), [to, by, from], [output]).ToModel(output);
    }

    private static Model Pool(Shape shape, Window window, QuantizationParameters? result, ElementType to = ElementType.Int8)
    {
        var model = new OneOperator();
        var from = model.Input(shape, new sbyte[shape.ElementCount], One);
        var output = model.Result(to, result);
        return model.Then(new Pool2D(PoolKind.Average, window, 2, 2, Activation.None), [from], [output]).ToModel(output);
    }
}
