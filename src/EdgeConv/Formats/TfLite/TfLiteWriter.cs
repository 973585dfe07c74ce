using System.Collections.Immutable;
using EdgeConv.Formats.TfLite.FlatBuffers;
using EdgeConv.Formats.TfLite.Metadata;
using EdgeConv.Formats.TfLite.Operators;
using EdgeConv.Models;

namespace EdgeConv.Formats.TfLite;

/// <summary>
/// Writes models as TensorFlow Lite files (schema version 3) that <see cref="TfLiteReader"/> reads back as equal models and that TensorFlow
/// Lite and tflite-micro accept. The same model gives the same bytes.
/// </summary>
public static class TfLiteWriter
{
    // Kernels of other runtimes load constants with vector instructions straight from the file (schema.fbs, Buffer: force_align 16).
    private const int DataAlignment = 16;

    // Codes from 127 on do not fit the old one-byte field, which then says 127 (schema.fbs, PLACEHOLDER_FOR_GREATER_OP_CODES).
    private const int LargestDeprecatedCode = 127;

    /// <summary>Writes a model.</summary>
    /// <param name="model">The model; metadata, and labels as an appended ZIP, are written when it has any.</param>
    /// <returns>The file's bytes.</returns>
    /// <exception cref="UnsupportedOperatorException">The format has no such operator.</exception>
    /// <exception cref="OverflowException">The file would be larger than 2 GB.</exception>
    public static byte[] Write(Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var buffers = new List<ReadOnlyMemory<byte>> { ReadOnlyMemory<byte>.Empty };
        var codes = new List<(OperatorForm Form, int Version)>();
        var subgraph = WriteSubgraph(model, buffers, codes);
        var metadata = WriteMetadata(model, buffers);
        var root = new TableNode()
            .Int32(SchemaFields.Model.Version, (int)SchemaFields.SchemaVersion)
            .Node(SchemaFields.Model.OperatorCodes, new TableVectorNode([.. codes.Select(WriteCode)]))
            .Node(SchemaFields.Model.Subgraphs, new TableVectorNode([subgraph]))
            .Text(SchemaFields.Model.Description, model.Description)
            .Node(SchemaFields.Model.Buffers, new TableVectorNode([.. buffers.Select(WriteBuffer)]))
            .Node(SchemaFields.Model.Metadata, metadata);
        var bytes = FlatWriter.Write(root, SchemaFields.Identifier);
        return model.Metadata.Labels.IsEmpty ? bytes : PackedLabels.Append(bytes, MetadataWriter.LabelFile, model.Metadata.Labels);
    }

    /// <summary>Writes a model to a stream.</summary>
    /// <param name="model">The model.</param>
    /// <param name="stream">Where its bytes go; it is not closed.</param>
    /// <exception cref="UnsupportedOperatorException">The format has no such operator.</exception>
    /// <exception cref="OverflowException">The file would be larger than 2 GB.</exception>
    public static void Write(Model model, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(Write(model));
    }

    private static TableNode WriteSubgraph(Model model, List<ReadOnlyMemory<byte>> buffers, List<(OperatorForm Form, int Version)> codes)
    {
        // Buffers are listed in the order of the tensors that use them, codes in the order of the operators.
        var tensors = model.Tensors.Select(tensor => WriteTensor(tensor, buffers)).ToArray();
        var operators = model.Operators.Select(operation => WriteOperator(operation, model, codes)).ToArray();
        return new TableNode()
            .Node(SchemaFields.SubGraph.Tensors, new TableVectorNode(tensors))
            .Node(SchemaFields.SubGraph.Inputs, Indices(model.Inputs))
            .Node(SchemaFields.SubGraph.Outputs, Indices(model.Outputs))
            .Node(SchemaFields.SubGraph.Operators, new TableVectorNode(operators))
            .Text(SchemaFields.SubGraph.Name, "main");
    }

    private static TableNode WriteTensor(ModelTensor tensor, List<ReadOnlyMemory<byte>> buffers)
    {
        var buffer = 0;
        if (tensor.Data is { } data)
        {
            // Tensors read from one buffer share it again.
            buffer = data.IsEmpty ? -1 : buffers.IndexOf(data);
            if (buffer < 0)
            {
                buffer = buffers.Count;
                buffers.Add(data);
            }
        }

        return new TableNode()
            .Node(SchemaFields.Tensor.Shape, Indices(tensor.Shape.Dimensions))
            .Int8(SchemaFields.Tensor.Type, TensorTypes.CodeOf(tensor.Type))
            .Int32(SchemaFields.Tensor.Buffer, buffer)
            .Text(SchemaFields.Tensor.Name, tensor.Name)
            .Node(SchemaFields.Tensor.Quantization, WriteQuantization(tensor))
            .Boolean(SchemaFields.Tensor.HasRank, true);
    }

    private static TableNode? WriteQuantization(ModelTensor tensor)
    {
        if (tensor.Quantization is not { } quantization)
            return null;
        long[] zeroPoints = [.. quantization.ZeroPoints.Select(value => (long)value)];
        return new TableNode()
            .Node(SchemaFields.Quantization.Scale, VectorNode.Of(quantization.Scales.AsSpan(), sizeof(float)))
            .Node(SchemaFields.Quantization.ZeroPoint, VectorNode.Of(zeroPoints, sizeof(long)))
            .Int32(SchemaFields.Quantization.QuantizedDimension, quantization.Axis);
    }

    private static TableNode WriteOperator(Operator operation, Model model, List<(OperatorForm Form, int Version)> codes)
    {
        var form = OperatorTable.Find(operation.Name) ?? throw new UnsupportedOperatorException(operation.Name, operation.Index, "the file format has no such operator");
        var code = codes.IndexOf((form, operation.Version));
        if (code < 0)
        {
            code = codes.Count;
            codes.Add((form, operation.Version));
        }

        var options = form.Write(operation);
        if (form.RepeatsOutputType)
            options?.Int8(0, TensorTypes.CodeOf(model.Tensors[operation.Outputs[0]].Type));
        return new TableNode()
            .Int32(SchemaFields.Operator.OpcodeIndex, code)
            .Node(SchemaFields.Operator.Inputs, Indices(operation.Inputs))
            .Node(SchemaFields.Operator.Outputs, Indices(operation.Outputs))
            .UInt8(SchemaFields.Operator.OptionsType, options is null ? (byte)0 : form.OptionsType)
            .Node(SchemaFields.Operator.Options, options);
    }

    private static TableNode WriteCode((OperatorForm Form, int Version) code) => new TableNode()
        .Int8(SchemaFields.OperatorCode.DeprecatedBuiltinCode, (sbyte)Math.Min(code.Form.Code, LargestDeprecatedCode))
        .Int32(SchemaFields.OperatorCode.Version, code.Version, 1)
        .Int32(SchemaFields.OperatorCode.BuiltinCode, code.Form.Code);

    private static TableNode WriteBuffer(ReadOnlyMemory<byte> data) => data.IsEmpty
        ? new TableNode()
        : new TableNode().Node(SchemaFields.Buffer.Data, new VectorNode(data, data.Length, DataAlignment));

    private static TableVectorNode? WriteMetadata(Model model, List<ReadOnlyMemory<byte>> buffers)
    {
        if (MetadataWriter.Write(model) is not { } bytes)
            return null;
        buffers.Add(bytes);
        return new TableVectorNode([
            new TableNode().Text(SchemaFields.Metadata.Name, MetadataFields.EntryName).Int32(SchemaFields.Metadata.Buffer, buffers.Count - 1),
        ]);
    }

    private static VectorNode Indices(ImmutableArray<int> values) => VectorNode.Of(values.AsSpan(), sizeof(int));
}
