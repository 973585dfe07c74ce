namespace EdgeConv.Formats.TfLite.Operators;

/// <summary>
/// Every operator that can be read and written. A version stands for element types or options added to an operator (LiteRT, op_version.cc);
/// the maximum is the highest whose meaning is known and that adds more than types no model here can have, such as 4-bit integers. What a
/// known version allows and cannot be run is refused where it is met.
/// </summary>
internal static class OperatorTable
{
    private static readonly OperatorForm[] Forms =
    [
        new(0, "ADD", 5, 11, 2, 1, ElementwiseForms.ReadAdd, ElementwiseForms.WriteFusedBinary),
        new(1, "AVERAGE_POOL_2D", 3, 5, 1, 1, PictureForms.ReadAveragePool, PictureForms.WritePool),
        new(2, "CONCATENATION", 4, 10, Arity.AtLeast(1), 1, ShapeForms.ReadConcatenation, ShapeForms.WriteConcatenation),
        new(3, "CONV_2D", 8, 1, new Arity(2, 3), 1, ConvolutionForms.ReadConv2D, ConvolutionForms.WriteConv2D) { OptionalInput = 2 },
        new(4, "DEPTHWISE_CONV_2D", 7, 2, new Arity(2, 3), 1, ConvolutionForms.ReadDepthwiseConv2D, ConvolutionForms.WriteDepthwiseConv2D) { OptionalInput = 2 },
        new(6, "DEQUANTIZE", 5, 0, 1, 1, ElementwiseForms.ReadDequantize, None),
        new(9, "FULLY_CONNECTED", 13, 8, new Arity(2, 3), 1, ConvolutionForms.ReadFullyConnected, ConvolutionForms.WriteFullyConnected) { OptionalInput = 2 },
        new(11, "L2_NORMALIZATION", 2, 12, 1, 1, ReductionForms.ReadL2Normalization, ReductionForms.WriteL2Normalization),
        new(14, "LOGISTIC", 3, 0, 1, 1, ElementwiseForms.ReadLogistic, None),
        new(17, "MAX_POOL_2D", 3, 5, 1, 1, PictureForms.ReadMaxPool, PictureForms.WritePool),
        new(18, "MUL", 7, 21, 2, 1, ElementwiseForms.ReadMul, ElementwiseForms.WriteFusedBinary),
        new(19, "RELU", 3, 0, 1, 1, ElementwiseForms.ReadRelu, None),
        new(20, "RELU_N1_TO_1", 1, 0, 1, 1, ElementwiseForms.ReadReluN1To1, None),
        new(21, "RELU6", 3, 0, 1, 1, ElementwiseForms.ReadRelu6, None),
        new(22, "RESHAPE", 1, 17, new Arity(1, 2), 1, ShapeForms.ReadReshape, ShapeForms.WriteReshape),
        new(23, "RESIZE_BILINEAR", 4, 15, 2, 1, PictureForms.ReadResizeBilinear, PictureForms.WriteResizeBilinear),
        new(25, "SOFTMAX", 3, 9, 1, 1, ReductionForms.ReadSoftmax, ReductionForms.WriteSoftmax),
        new(28, "TANH", 3, 0, 1, 1, ElementwiseForms.ReadTanh, None),
        new(34, "PAD", 4, 0, 2, 1, ShapeForms.ReadPad, None),
        new(37, "BATCH_TO_SPACE_ND", 4, 0, 3, 1, PictureForms.ReadBatchToSpace, None),
        new(38, "SPACE_TO_BATCH_ND", 4, 0, 3, 1, PictureForms.ReadSpaceToBatch, None),
        new(39, "TRANSPOSE", 6, 0, 2, 1, ShapeForms.ReadTranspose, None),
        new(40, "MEAN", 3, 27, 2, 1, ReductionForms.ReadMean, ReductionForms.WriteReduce),
        new(41, "SUB", 5, 28, 2, 1, ElementwiseForms.ReadSub, ElementwiseForms.WriteFusedBinary),
        new(43, "SQUEEZE", 2, 30, 1, 1, ShapeForms.ReadSqueeze, ShapeForms.WriteSqueeze),
        new(45, "STRIDED_SLICE", 8, 32, 4, 1, ShapeForms.ReadStridedSlice, ShapeForms.WriteStridedSlice),
        new(49, "SPLIT", 4, 35, 2, Arity.AtLeast(1), ShapeForms.ReadSplit, ShapeForms.WriteSplit),
        new(54, "PRELU", 1, 0, 2, 1, ElementwiseForms.ReadPRelu, None),
        new(55, "MAXIMUM", 4, 0, 2, 1, ElementwiseForms.ReadMaximum, None),
        new(56, "ARG_MAX", 3, 40, 2, 1, ShapeForms.ReadArgMax, NoFields) { RepeatsOutputType = true },
        new(57, "MINIMUM", 4, 0, 2, 1, ElementwiseForms.ReadMinimum, None),
        new(60, "PADV2", 4, 0, 3, 1, ShapeForms.ReadPadV2, None),
        new(67, "TRANSPOSE_CONV", 5, 49, new Arity(3, 4), 1, ConvolutionForms.ReadTransposeConv, ConvolutionForms.WriteTransposeConv) { OptionalInput = 3 },
        new(70, "EXPAND_DIMS", 1, 0, 2, 1, ShapeForms.ReadExpandDims, None),
        new(74, "SUM", 2, 27, 2, 1, ReductionForms.ReadSum, ReductionForms.WriteReduce),
        new(77, "SHAPE", 1, 55, 1, 1, ShapeForms.ReadShapeOf, NoFields) { RepeatsOutputType = true },
        new(83, "PACK", 4, 59, Arity.AtLeast(1), 1, ShapeForms.ReadPack, ShapeForms.WritePack),
        new(97, "RESIZE_NEAREST_NEIGHBOR", 4, 74, 2, 1, PictureForms.ReadResizeNearestNeighbor, PictureForms.WriteResizeNearestNeighbor),
        new(98, "LEAKY_RELU", 2, 75, 1, 1, ElementwiseForms.ReadLeakyRelu, ElementwiseForms.WriteLeakyRelu),
        new(100, "MIRROR_PAD", 3, 77, 2, 1, ShapeForms.ReadMirrorPad, ShapeForms.WriteMirrorPad),
        new(114, "QUANTIZE", 3, 0, 1, 1, ElementwiseForms.ReadQuantize, None),
        new(117, "HARD_SWISH", 1, 0, 1, 1, ElementwiseForms.ReadHardSwish, None),
    ];

    private static readonly Dictionary<int, OperatorForm> ByCode = Forms.ToDictionary(form => form.Code);
    private static readonly Dictionary<string, OperatorForm> ByName = Forms.ToDictionary(form => form.Name);

    /// <summary>All operators, in the schema's order.</summary>
    public static IReadOnlyList<OperatorForm> All => Forms;

    /// <summary>The operator with the schema's number <paramref name="code"/>; null when it cannot be run.</summary>
    public static OperatorForm? Find(int code) => ByCode.GetValueOrDefault(code);

    /// <summary>The operator with the schema's name <paramref name="name"/>; null when it cannot be written.</summary>
    public static OperatorForm? Find(string name) => ByName.GetValueOrDefault(name);

    private static FlatBuffers.TableNode? None(Models.Operator operation) => null;

    private static FlatBuffers.TableNode NoFields(Models.Operator operation) => new();
}
