using EdgeConv.Formats.TfLite.FlatBuffers;

namespace EdgeConv.Tests.Formats.TfLite;

/// <summary>
/// One convolution as bare tables, any of which a test may change or replace before it is written: this says what no writer of sound models
/// would. Tensors: 0 input 1x4x4x2, 1 weights 3x1x1x2 with a scale a channel, 2 bias 3, 3 output. Buffers: 1 weights, 2 bias. A field
/// added twice has the later value.
/// </summary>
internal sealed class RawModel
{
    public RawModel()
    {
        Tensors = [Tensor(9, 0, [1, 4, 4, 2], Quantization(1)), Tensor(9, 1, [3, 1, 1, 2], Quantization(3)), Tensor(2, 2, [3], null), Tensor(9, 0, [1, 4, 4, 3], Quantization(1))];
        Operator = new TableNode()
            .Node(1, Integers(0, 1, 2)).Node(2, Integers(3)).UInt8(3, 1).Node(4, Options);
    }

    public int Version { get; set; } = 3;

    public TableNode Code { get; set; } = new TableNode().Int8(0, 3).Int32(2, 3).Int32(3, 3);

    public List<TableNode> Buffers { get; } = [new(), Buffer(6), Buffer(12)];

    public List<TableNode> Tensors { get; }

    public TableNode Options { get; } = new TableNode().Int32(1, 1).Int32(2, 1);

    public TableNode Operator { get; set; }

    public List<TableNode> Operators { get; } = [];

    public FlatNode? Inputs { get; set; } = Integers(0);

    public FlatNode? Outputs { get; set; } = Integers(3);

    public bool HasSubgraph { get; set; } = true;

    public FlatNode? Metadata { get; set; }

    public static VectorNode Integers(params int[] values) => VectorNode.Of(values, 4);

    public static VectorNode Floats(params float[] values) => VectorNode.Of(values, 4);

    public static VectorNode Longs(params long[] values) => VectorNode.Of(values, 8);

    public static TableNode Buffer(int length) => new TableNode().Node(0, VectorNode.Of(new byte[length], 16));

    public static TableNode Quantization(int scales) =>
        new TableNode().Node(2, Floats([.. Enumerable.Repeat(0.5f, scales)])).Node(3, Longs(new long[scales]));

    public static TableNode Tensor(sbyte type, int buffer, int[] shape, TableNode? quantization) =>
        new TableNode().Node(0, Integers(shape)).Int8(1, type).Int32(2, buffer).Node(4, quantization);

    public byte[] Write()
    {
        var subgraph = new TableNode().Node(0, new TableVectorNode(Tensors)).Node(1, Inputs).Node(2, Outputs)
            .Node(3, new TableVectorNode([Operator, .. Operators]));
        var root = new TableNode().Int32(0, Version).Node(1, new TableVectorNode([Code]))
            .Node(2, new TableVectorNode(HasSubgraph ? [subgraph] : [])).Node(4, new TableVectorNode(Buffers)).Node(6, Metadata);
        return FlatWriter.Write(root, "TFL3");
    }
}
