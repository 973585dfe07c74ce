using System.Text;
using EdgeConv.Formats.TfLite.FlatBuffers;
using static EdgeConv.Tests.Formats.TfLite.RawModel;

namespace EdgeConv.Tests.Formats.TfLite;

/// <summary>Files that are wrong in one way each.</summary>
internal static class BrokenModels
{
    public static readonly Dictionary<string, Func<byte[]>> All = new()
    {
        ["nothing at all"] = () => [],
        ["another format"] = () => Encoding.ASCII.GetBytes("\x08\0\0\0ONNX and what follows"),
        ["binary identifier"] = () => Patched(4, 0x01020304),
        ["root outside the file"] = () => Patched(0, 1 << 20),
        ["vtable outside the file"] = () => PatchedRoot(0, int.MinValue),
        ["vtable of odd size"] = () => PatchedRoot(-16, 0x0018000f),
        ["schema version 2"] = () => With(model => model.Version = 2),
        ["no subgraph"] = () => With(model => model.HasSubgraph = false),
        ["no input"] = () => With(model => model.Inputs = null),
        ["no output"] = () => With(model => model.Outputs = null),
        ["input twice"] = () => With(model => model.Inputs = Integers(0, 0)),
        ["constant input"] = () => With(model => model.Inputs = Integers(1)),
        ["input of no tensor"] = () => With(model => model.Inputs = Integers(4)),
        ["output nobody writes"] = () => With(model => model.Outputs = Integers(0)),
        ["buffer 0 has data"] = () => With(model => model.Buffers[0] = Buffer(1)),
        ["buffer behind the file"] = () => With(model => model.Buffers[1] = new TableNode().UInt64(1, 100_000).UInt64(2, 6)),
        ["buffer over the end"] = () => With(model => model.Buffers[1] = new TableNode().UInt64(1, 64).UInt64(2, ulong.MaxValue)),
        ["tensor type 99"] = () => With(model => model.Tensors[0].Int8(1, 99)),
        ["tensor of strings"] = () => With(model => model.Tensors[0].Int8(1, 5)),
        ["weights of 4 bits"] = () => With(model => model.Tensors[1].Int8(1, 17)),
        ["variable tensor"] = () => With(model => model.Tensors[0].Boolean(5, true)),
        ["sparse tensor"] = () => With(model => model.Tensors[1].Node(6, new TableNode())),
        ["constant elsewhere"] = () => With(model => model.Tensors[1].Int32(10, 1)),
        ["negative extent"] = () => With(model => model.Tensors[0].Node(0, Integers(1, -4, 4, 2))),
        ["too many elements"] = () => With(model => model.Tensors[0].Node(0, Integers(65536, 65536, 65536, 65536))),
        ["nine dimensions"] = () => With(model => model.Tensors[0].Node(0, Integers(new int[9]))),
        ["no such buffer"] = () => With(model => model.Tensors[1].Int32(2, 3)),
        ["weights too short"] = () => With(model => model.Buffers[1] = Buffer(5)),
        ["scale of 0"] = () => With(model => model.Tensors[0].Node(4, new TableNode().Node(2, Floats(0)))),
        ["scale not a number"] = () => With(model => model.Tensors[1].Node(4, new TableNode().Node(2, Floats(1, float.NaN, 1)))),
        ["zero point out of range"] = () => With(model => model.Tensors[0].Node(4, new TableNode().Node(2, Floats(1)).Node(3, Longs(128)))),
        ["zero points too few"] = () => With(model => model.Tensors[1].Node(4, new TableNode().Node(2, Floats(1, 1, 1)).Node(3, Longs(0)))),
        ["custom quantization"] = () => With(model => model.Tensors[0].Node(4, new TableNode().Node(2, Floats(1)).UInt8(4, 1).Node(5, new TableNode()))),
        ["scales for no axis"] = () => With(model => model.Tensors[0].Node(4, new TableNode().Node(2, Floats(1, 1)).Int32(6, 4))),
        ["scales for another axis"] = () => With(model => model.Tensors[0].Node(4, new TableNode().Node(2, Floats(1, 1)).Int32(6, 1))),
        ["two scales for three channels"] = () => With(model => model.Tensors[1].Node(4, new TableNode().Node(2, Floats(1, 1)))),
        ["no such code"] = () => With(model => model.Operator.Int32(0, 1)),
        ["version 0"] = () => With(model => model.Code.Int32(2, 0, absent: 1)),
        ["version of the future"] = () => With(model => model.Code.Int32(2, 9)),
        ["custom operator"] = () => With(model => model.Code = new TableNode().Int8(0, 32).Text(1, "TFLite_Detection_PostProcess").Int32(3, 32)),
        ["operator not supported"] = () => With(model => model.Code = new TableNode().Int8(0, 118).Int32(3, 118)),
        ["operator unknown"] = () => With(model => model.Code = new TableNode().Int8(0, 127).Int32(3, 9999)),
        ["one input"] = () => With(model => model.Operator.Node(1, Integers(0))),
        ["two outputs"] = () => With(model => model.Operator.Node(2, Integers(3, 0))),
        ["input out of range"] = () => With(model => model.Operator.Node(1, Integers(0, 99, 2))),
        ["weights left out"] = () => With(model => model.Operator.Node(1, Integers(0, -1, 2))),
        ["reads its own output"] = () => With(model => model.Operator.Node(1, Integers(3, 1, 2))),
        ["writes a constant"] = () => With(model => model.Operator.Node(2, Integers(1))),
        ["writes the input"] = () => With(model => model.Operator.Node(2, Integers(0))),
        ["writes twice"] = () => With(model => model.Operators.Add(model.Operator)),
        ["options of a pool"] = () => With(model => model.Operator.UInt8(3, 5)),
        ["options left out"] = () => With(model => model.Operator = new TableNode().Node(1, Integers(0, 1, 2)).Node(2, Integers(3))),
        ["padding 2"] = () => With(model => model.Options.Int8(0, 2)),
        ["activation 6"] = () => With(model => model.Options.Int8(3, 6)),
        ["activation TANH"] = () => With(model => model.Options.Int8(3, 4)),
        ["stride 0"] = () => With(model => model.Options.Int32(2, 0, absent: 1)),
        ["dilation too large"] = () => With(model => model.Options.Int32(4, 32768)),
        ["sums of 16 bits"] = () => With(model => model.Options.Int8(6, 7)),
        ["weights of three dimensions"] = () => With(model => model.Tensors[1].Node(0, Integers(3, 1, 2))),
        ["weights for other channels"] = () => With(model => model.Tensors[0].Node(0, Integers(1, 4, 4, 3))),
        ["bias too short"] = () => With(model => { model.Tensors[2].Node(0, Integers(2)); model.Buffers[2] = Buffer(8); }),
        ["bias of bytes"] = () => With(model => { model.Tensors[2].Int8(1, 9); model.Buffers[2] = Buffer(3); }),
        ["sum too deep"] = () => With(model =>
        {
            model.Tensors[0].Node(0, Integers(1, 1, 1, 65536));
            model.Tensors[1] = Tensor(9, 1, [1, 1, 1, 65536], Quantization(1));
            model.Buffers[1] = Buffer(65536);
        }),
        ["metadata of another kind"] = () => With(model =>
        {
            model.Buffers.Add(Buffer(32));
            model.Metadata = new TableVectorNode([new TableNode().Text(0, "TFLITE_METADATA").Int32(1, 3)]);
        }),
        ["metadata nowhere"] = () => With(model => model.Metadata = new TableVectorNode([new TableNode().Text(0, "TFLITE_METADATA").Int32(1, 9)])),
        ["tables that overlap"] = Overlapping,
    };

    private static byte[] With(Action<RawModel> change)
    {
        var model = new RawModel();
        change(model);
        return model.Write();
    }

    // The writer has no use for 64-bit fields; two neighbours of 32 bits look like one.
    private static TableNode UInt64(this TableNode table, int field, ulong value) =>
        table.Int32(field, (int)value, absent: ~(int)value).Int32(field + 16, (int)(value >> 32), absent: -2);

    private static byte[] Patched(int offset, int value)
    {
        var bytes = new RawModel().Write();
        BitConverter.GetBytes(value).CopyTo(bytes, offset);
        return bytes;
    }

    private static byte[] PatchedRoot(int distance, int value) => Patched(BitConverter.ToInt32(new RawModel().Write(), 0) + distance, value);

    // 50,000 references to one tensor whose 5,000 scales would be read for each.
    private static byte[] Overlapping()
    {
        var model = new RawModel();
        var scales = new TableNode().Node(2, Floats([.. Enumerable.Repeat(1f, 5000)]));
        var tensor = new RepeatedNode(Tensor(9, 0, [5000], scales));
        model.Tensors.Clear();
        var subgraph = new TableNode().Node(0, new TableVectorNode([.. Enumerable.Repeat(tensor, 50_000)]));
        return FlatWriter.Write(new TableNode().Int32(0, 3).Node(2, new TableVectorNode([subgraph])), "TFL3");
    }

    // Written once; every further reference leads to the first, which is the trick of the file.
    private sealed class RepeatedNode(FlatNode node) : FlatNode
    {
        private int? _start;

        public override int Write(FlatWriter writer) => _start ??= node.Write(writer);
    }
}
