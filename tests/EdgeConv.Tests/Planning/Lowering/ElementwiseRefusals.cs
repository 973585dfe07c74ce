using EdgeConv.Models;
using EdgeConv.Planning;
using EdgeConv.Tensors;

namespace EdgeConv.Tests.Planning.Lowering;

/// <summary>What is wrong with an elementwise operator or a move is said in one sentence, and nothing else is thrown.</summary>
public class ElementwiseRefusals
{
    private static readonly QuantizationParameters Scale = new(0.1f, 0);

    private static readonly (Operator Op, object[] Inputs, ElementType[] Outputs, string Message)[] Refusals =
    [
        (Add, [Float(2, 3), Float(4)], [ElementType.Float32], "subgraphs[0].operators[0]: ADD: shapes 2x3 and 4 do not broadcast"),
        (Add, [Float(2), Float(2)], [ElementType.Int8], "operators[0] ADD: runs on tensors of one type, not on float32, float32, int8"),
        (Add, [Int16(2), Int16(2)], [ElementType.Int16], "operators[0] ADD: runs on int8, uint8, int32, int64 or float32, not on int16, int16, int16"),
        (Add, [Float(70000, 1), Float(70000)], [ElementType.Float32], "subgraphs[0].operators[0]: ADD: its output would have shape 70000x70000, which no tensor can have"),
        (Add, [Float(2)], [ElementType.Float32], "subgraphs[0].operators[0].inputs[1]: ADD: is missing"),
        (new Binary(BinaryKind.Add, Activation.Relu), [Int32(2), Int32(2)], [ElementType.Int32], "operators[0] ADD: a fused activation on plain integers is not supported"),
        (new Binary(BinaryKind.Maximum, Activation.None), [Int16(2), Int16(2)], [ElementType.Int16], "operators[0] MAXIMUM: runs on int8, uint8, int32, int64 or float32, not on int16"),
        (Add, [Int8(2, scale: 1e6f), Int8(2)], [ElementType.Int8], "operators[0] ADD: its scales ask for a factor of 19.07 where one below 1 is needed"),
        (Add, [new Given(ElementType.Int8, new Shape(2), null), Int8(2)], [ElementType.Int8], "subgraphs[0].tensors[0].quantization: tensor 0 \"t0\" is int8 and used in arithmetic, but has no scale"),
        (Add, [new Given(ElementType.Int8, new Shape(2), new QuantizationParameters([1, 1], [0, 0], 0)), Int8(2)], [ElementType.Int8], "operators[0] ADD: tensor 0 \"t0\" has a scale for each channel, where one for the whole tensor is needed"),
        (new PRelu(), [Float(3), Float(2, 3)], [ElementType.Float32], "subgraphs[0].operators[0].inputs[1]: PRELU: tensor 1 \"t1\" of shape 2x3 does not broadcast to 3"),
        (new PRelu(), [Int32(3), Int32(3)], [ElementType.Int32], "operators[0] PRELU: runs on int8, uint8 or float32, not on int32, int32, int32"),
        (new Unary(UnaryKind.Relu), [Int32(3)], [ElementType.Int32], "operators[0] RELU: runs on int8, uint8 or float32, not on int32, int32"),
        (new Unary(UnaryKind.Logistic), [Int8(3)], [ElementType.Int8], "operators[0] LOGISTIC: its output has zero point 0 where the int8 form has -128"),
        (new Unary(UnaryKind.HardSwish), [Int8(3, scale: 100)], [ElementType.Int8], "operators[0] HARD_SWISH: its output scale 0.1 is too fine for its input scale 100"),
        (new Unary(UnaryKind.LeakyRelu, float.NaN), [Int8(3)], [ElementType.Int8], "operators[0] LEAKY_RELU: its scales ask for a requantization factor of NaN, which int32 arithmetic cannot apply"),
        (new Unary(UnaryKind.Quantize), [Int32(3)], [ElementType.Int8], "operators[0] QUANTIZE: runs on int8, uint8 or float32 to int8 or uint8, not on int32, int8"),
        (new Unary(UnaryKind.Quantize), [Float(3)], [ElementType.Int16], "operators[0] QUANTIZE: runs on int8, uint8 or float32 to int8 or uint8, not on float32, int16"),
        (new Unary(UnaryKind.Dequantize), [Int32(3)], [ElementType.Float32], "operators[0] DEQUANTIZE: runs on int8, uint8, int16 or float16 to float32, not on int32, float32"),
        (new Concatenation(2, Activation.None), [Float(2, 3), Float(2, 3)], [ElementType.Float32], "subgraphs[0].operators[0]: CONCATENATION: axis 2 does not exist among 2 dimensions"),
        (new Concatenation(0, Activation.None), [Float(2, 3), Float(2, 4)], [ElementType.Float32], "subgraphs[0].operators[0].inputs[1]: CONCATENATION: tensor 1 \"t1\" of shape 2x4 does not join 2x3 along dimension 0"),
        (new Concatenation(0, Activation.None), [Float(2, 3), Float(3)], [ElementType.Float32], "subgraphs[0].operators[0].inputs[1]: CONCATENATION: tensor 1 \"t1\" has shape 3 where 2 dimensions are needed"),
        (new Concatenation(0, Activation.Relu), [Float(2), Float(3)], [ElementType.Float32], "operators[0] CONCATENATION: a fused activation is not supported"),
        (new Concatenation(0, Activation.None), [], [ElementType.Float32], "subgraphs[0].operators[0].inputs[0]: CONCATENATION: is missing"),
        (new Concatenation(0, Activation.None), [Int8(2), Int8(2, scale: 0.2f)], [ElementType.Int8], "operators[0] CONCATENATION: tensor 1 \"t1\" has scale 0.2 and zero point 0, its output 0.1 and 0; on int8 they must agree"),
        (new Split(2), [Numbers(1), Float(2, 3)], [ElementType.Float32, ElementType.Float32], "subgraphs[0].operators[0].inputs[1]: SPLIT: tensor 1 \"t1\" of shape 2x3 does not split into 2 parts along dimension 1"),
        (new Split(3), [Numbers(1), Float(2, 3)], [ElementType.Float32], "subgraphs[0].operators[0]: SPLIT: 3 parts for 1 outputs"),
        (new Split(0), [Numbers(1), Float(2, 3)], [ElementType.Float32], "subgraphs[0].operators[0]: SPLIT: 0 parts for 1 outputs"),
        (new Pack(-3), [Float(2), Float(2)], [ElementType.Float32], "subgraphs[0].operators[0]: PACK: axis -3 does not exist among 2 dimensions"),
        (new Pack(0), [Float(2), Float(3)], [ElementType.Float32], "subgraphs[0].operators[0].inputs[1]: PACK: tensor 1 \"t1\" of shape 3 does not stack on 2"),
        (new Pad(false), [Float(2), Numbers(1, 2, 3)], [ElementType.Float32], "subgraphs[0].operators[0].inputs[1]: PAD: tensor 1 \"t1\" has 3 values where 2 are needed"),
        (new Pad(false), [Float(2), Numbers(1, -2)], [ElementType.Float32], "subgraphs[0].operators[0].inputs[1]: PAD: tensor 1 \"t1\" holds -2: padding cannot be negative"),
        (new Pad(false), [Float(2), Numbers(int.MaxValue, int.MaxValue)], [ElementType.Float32], "subgraphs[0].operators[0]: PAD: its output would have shape 4294967296, which no tensor can have"),
        (new Pad(true), [Float(2), Numbers(1, 1), Float(2)], [ElementType.Float32], "subgraphs[0].operators[0].inputs[2]: PADV2: tensor 2 \"t2\" of shape 2 is not a single value"),
        (new Pad(true), [Float(2), Numbers(1, 1), Float(1)], [ElementType.Float32], "operators[0] PADV2: its input 2 (tensor 2 \"t2\") must be a constant, and is computed when the model runs"),
        (new Pad(true), [Int8(2), Numbers(1, 1), new Given(ElementType.Int8, new Shape(1), new QuantizationParameters(0.2f, 0), [1])], [ElementType.Int8], "operators[0] PADV2: its padding value is quantized otherwise than its output"),
        (new MirrorPad(false), [Float(2, 3), Numbers(0, 2, 0, 0)], [ElementType.Float32], "subgraphs[0].operators[0].inputs[1]: MIRROR_PAD: tensor 1 \"t1\" asks for 2 mirrored elements along dimension 0, where 2x3 has 1"),
        (new SpaceToBatch(), [Float(2, 3), Numbers(1), Numbers(0, 0)], [ElementType.Float32], "subgraphs[0].operators[0].inputs[0]: SPACE_TO_BATCH_ND: tensor 0 \"t0\" has shape 2x3 where 3 or 4 dimensions are needed"),
        (new SpaceToBatch(), [Float(0, 2, 2, 1), Numbers(1, 1), Numbers(0, 0, 0, 0)], [ElementType.Float32], "subgraphs[0].operators[0].inputs[0]: SPACE_TO_BATCH_ND: tensor 0 \"t0\" of shape 0x2x2x1 is empty"),
        (new SpaceToBatch(), [Float(1, 2, 2, 1), Numbers(1), Numbers(0, 0, 0, 0)], [ElementType.Float32], "subgraphs[0].operators[0].inputs[1]: SPACE_TO_BATCH_ND: tensor 1 \"t1\" has 1 values where 2 are needed"),
        (new SpaceToBatch(), [Float(1, 2, 2, 1), Numbers(1, 1), Numbers(0, 0)], [ElementType.Float32], "subgraphs[0].operators[0].inputs[2]: SPACE_TO_BATCH_ND: tensor 2 \"t2\" has 2 values where 4 are needed"),
        (new SpaceToBatch(), [Float(1, 2, 2, 1), Numbers(0, 1), Numbers(0, 0, 0, 0)], [ElementType.Float32], "subgraphs[0].operators[0].inputs[1]: SPACE_TO_BATCH_ND: tensor 1 \"t1\" holds 0: a block has at least 1 element"),
        (new SpaceToBatch(), [Float(1, 2, 2, 1), Numbers(1, 1), Numbers(0, -1, 0, 0)], [ElementType.Float32], "subgraphs[0].operators[0].inputs[2]: SPACE_TO_BATCH_ND: tensor 2 \"t2\" holds -1: padding cannot be negative"),
        (new SpaceToBatch(), [Float(1, 2, 2, 1), Numbers(2, 3), Numbers(0, 0, 0, 0)], [ElementType.Float32], "subgraphs[0].operators[0]: SPACE_TO_BATCH_ND: 2x2 padded pixels do not divide into blocks of 2x3"),
        (new SpaceToBatch(), [Float(1, 2, 2, 1), Numbers(70000, 70000), Numbers(0, 0, 0, 0)], [ElementType.Float32], "subgraphs[0].operators[0].inputs[1]: SPACE_TO_BATCH_ND: tensor 1 \"t1\" asks for blocks of 70000x70000, larger than any tensor"),
        (new BatchToSpace(), [Float(3, 2, 2, 1), Numbers(2, 1), Numbers(0, 0, 0, 0)], [ElementType.Float32], "subgraphs[0].operators[0].inputs[0]: BATCH_TO_SPACE_ND: tensor 0 \"t0\" has 3 batches, which do not divide into blocks of 2x1"),
        (new BatchToSpace(), [Float(2, 2, 2, 1), Numbers(2, 1), Numbers(3, 2, 0, 0)], [ElementType.Float32], "subgraphs[0].operators[0].inputs[2]: BATCH_TO_SPACE_ND: tensor 2 \"t2\" crops more than there is of 4x2 pixels"),
        (new StridedSlice(0, 0, 1, 0, 0), [Float(2), Numbers(0), Numbers(1), Numbers(1)], [ElementType.Float32], "operators[0] STRIDED_SLICE: an ellipsis or a new axis in a slice is not supported"),
        (new StridedSlice(0, 0, 0, 1, 0), [Float(2), Numbers(0), Numbers(1), Numbers(1)], [ElementType.Float32], "operators[0] STRIDED_SLICE: an ellipsis or a new axis in a slice is not supported"),
        (new StridedSlice(0, 0, 0, 0, 0), [Float(2), Numbers(0, 0), Numbers(1, 1), Numbers(1, 1)], [ElementType.Float32], "subgraphs[0].operators[0]: STRIDED_SLICE: 2 begins, 2 ends and 2 strides do not slice 2"),
        (new StridedSlice(0, 0, 0, 0, 0), [Float(2), Numbers(0), Numbers(1), Numbers(0)], [ElementType.Float32], "subgraphs[0].operators[0].inputs[3]: STRIDED_SLICE: tensor 3 \"t3\" holds 0 for dimension 0"),
        (new StridedSlice(0, 0, 0, 0, 1), [Float(2), Numbers(5), Numbers(6), Numbers(1)], [ElementType.Float32], "subgraphs[0].operators[0]: STRIDED_SLICE: takes index 5 with stride 1 from dimension 0 of 2"),
        (new StridedSlice(0, 0, 0, 0, 1), [Float(2), Numbers(1), Numbers(0), Numbers(-1)], [ElementType.Float32], "subgraphs[0].operators[0]: STRIDED_SLICE: takes index 1 with stride -1 from dimension 0 of 2"),
        (new StridedSlice(0, 0, 0, 0, 0), [Float(2), Int32(1), Numbers(0), Numbers(1)], [ElementType.Float32], "operators[0] STRIDED_SLICE: its input 1 (tensor 1 \"t1\") decides a shape and is computed when the model runs; only shapes known beforehand can be run"),
        (new Transpose(), [Float(2, 3), Numbers(0, 0)], [ElementType.Float32], "subgraphs[0].operators[0].inputs[1]: TRANSPOSE: tensor 1 \"t1\" holds 0, 0, which is no permutation of 2 dimensions"),
        (new Transpose(), [Float(2, 3), Numbers(0, 2)], [ElementType.Float32], "subgraphs[0].operators[0]: TRANSPOSE: axis 2 does not exist among 2 dimensions"),
        (new Transpose(), [Float(2, 3), Numbers(1, 0)], [ElementType.Int8], "operators[0] TRANSPOSE: runs on tensors of one type, not on float32, int8"),
        (Bilinear, [Float(2, 3), Numbers(1, 1)], [ElementType.Float32], "subgraphs[0].operators[0].inputs[0]: RESIZE_BILINEAR: tensor 0 \"t0\" has shape 2x3 where 4 dimensions are needed"),
        (Bilinear, [Float(1, 2, 2, 1), Numbers(1)], [ElementType.Float32], "subgraphs[0].operators[0].inputs[1]: RESIZE_BILINEAR: tensor 1 \"t1\" has 1 values where 2 are needed"),
        (Bilinear, [Float(1, 2, 2, 1), Numbers(0, 1)], [ElementType.Float32], "subgraphs[0].operators[0].inputs[1]: RESIZE_BILINEAR: tensor 1 \"t1\" asks for a picture of 0x1"),
        (Bilinear, [Float(1, 0, 2, 1), Numbers(1, 1)], [ElementType.Float32], "subgraphs[0].operators[0].inputs[0]: RESIZE_BILINEAR: tensor 0 \"t0\" of shape 1x0x2x1 has no pixel to sample"),
        (new Resize(ResizeKind.Bilinear, true, true), [Float(1, 2, 2, 1), Numbers(1, 1)], [ElementType.Float32], "subgraphs[0].operators[0]: RESIZE_BILINEAR: corners cannot be aligned when pixels have half-pixel centers"),
        (Bilinear, [Float(1, 2, 2, 1), Numbers(1, 2000000)], [ElementType.Float32], "operators[0] RESIZE_BILINEAR: pictures with a side longer than 1048576 pixels cannot be resized"),
        (Bilinear, [Int16(1, 2, 2, 1), Numbers(1, 1)], [ElementType.Int16], "operators[0] RESIZE_BILINEAR: runs on int8, uint8 or float32, not on int16, int16"),
    ];

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, Refusals.Length)];

    private static Binary Add => new(BinaryKind.Add, Activation.None);

    private static Resize Bilinear => new(ResizeKind.Bilinear, false, false);

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_wrong_operator_is_refused_by_name(int index)
    {
        var (op, given, outputs, message) = Refusals[index];
        var tensors = given.Cast<Given>().Select((tensor, i) => new ModelTensor(i, $"t{i}", tensor.Type, tensor.Shape, tensor.Quantization, tensor.Data is { } data ? new ReadOnlyMemory<byte>(data) : (ReadOnlyMemory<byte>?)null)).ToList();
        var inputs = Enumerable.Range(0, tensors.Count).ToArray();
        foreach (var type in outputs)
            tensors.Add(new ModelTensor(tensors.Count, $"t{tensors.Count}", type, new Shape(1), type.IsQuantized8() ? Scale : null, null));
        var results = Enumerable.Range(inputs.Length, outputs.Length).ToArray();
        var model = new Model("", [.. tensors], [op with { Inputs = [.. inputs], Outputs = [.. results] }], [.. inputs.Where(i => !tensors[i].IsConstant)], [.. results], ModelMetadata.None);

        var thrown = Record.Exception(() => Planner.Plan(model));

        Assert.True(thrown is ModelFormatException or UnsupportedOperatorException, $"{thrown}");
        Assert.Equal(message, thrown.Message);
    }

    private static Given Float(params int[] shape) => new(ElementType.Float32, new Shape(shape), null);

    private static Given Int16(params int[] shape) => new(ElementType.Int16, new Shape(shape), Scale);

    private static Given Int32(params int[] shape) => new(ElementType.Int32, new Shape(shape), null);

    private static Given Int8(int extent, float scale = 0.1f) => new(ElementType.Int8, new Shape(extent), new QuantizationParameters(scale, 0));

    private static Given Numbers(params int[] values) =>
        new(ElementType.Int32, new Shape(values.Length), null, System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()).ToArray());

    private sealed record Given(ElementType Type, Shape Shape, QuantizationParameters? Quantization, byte[]? Data = null);
}
