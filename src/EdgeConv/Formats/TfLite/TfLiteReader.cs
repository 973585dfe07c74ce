using EdgeConv.Formats.TfLite.FlatBuffers;
using EdgeConv.Formats.TfLite.Metadata;
using EdgeConv.Models;

namespace EdgeConv.Formats.TfLite;

/// <summary>
/// Reads TensorFlow Lite models (schema version 3). The reader is the verifier: every offset, length, index, enum, shape, quantization,
/// operator version and tensor order is checked before a <see cref="Model"/> is handed out, so nothing that runs one checks again. A file is
/// input from a stranger; whatever its bytes, the outcome is a model or one of the two exceptions documented here.
/// </summary>
public static class TfLiteReader
{
    /// <summary>Reads a model file. Constants stay in the file, which is mapped and must not be changed in place while the model lives.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The verified model. The mapping is released when the model and all its tensors are unreachable.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ModelFormatException">The file is empty, larger than 2 GB, or breaks the format.</exception>
    /// <exception cref="UnsupportedOperatorException">The model is sound but uses an operator that cannot be run.</exception>
    public static Model Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var file = MappedFile.Open(path);
        var model = Read(file.Memory);
        // Reading goes through spans, which do not keep the mapping.
        GC.KeepAlive(file);
        return model;
    }

    /// <summary>Reads a model from memory. Constants are slices of <paramref name="bytes"/>, which must not change while the model lives.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <returns>The verified model.</returns>
    /// <exception cref="ModelFormatException">The bytes break the format.</exception>
    /// <exception cref="UnsupportedOperatorException">The model is sound but uses an operator that cannot be run.</exception>
    public static Model Read(ReadOnlyMemory<byte> bytes)
    {
        var path = new FieldPath("", new ReadAllowance(bytes.Length));
        var root = FlatTable.Root(bytes.Span, SchemaFields.Identifier, "a TensorFlow Lite model", path);
        var version = root.UInt32(SchemaFields.Model.Version, "version");
        if (version != SchemaFields.SchemaVersion)
            throw root.Fault(SchemaFields.Model.Version, "version", $"schema version {version}; only version {SchemaFields.SchemaVersion} is known");

        var subgraphs = root.Vector(SchemaFields.Model.Subgraphs, "subgraphs", 4);
        if (subgraphs.Length == 0)
            throw root.Fault(SchemaFields.Model.Subgraphs, "subgraphs", "the model has no subgraph");
        // Others are bodies of control flow; the operators that would call them are refused by name.
        var main = subgraphs.Table(0);

        var codes = OperatorCodeReader.Read(root);
        var buffers = ModelBuffers.Read(root, bytes);
        var tensors = TensorReader.Read(main, buffers);
        var graph = new GraphReader(tensors, codes);
        var inputs = graph.ReadModelInputs(main);
        var operators = graph.ReadOperators(main);
        var outputs = graph.ReadModelOutputs(main);
        ChannelAxes.Settle(tensors, operators);
        var description = root.Text(SchemaFields.Model.Description, "description");
        return new Model(description, [.. tensors.Items], [.. operators], [.. inputs], [.. outputs], MetadataReader.Read(root, buffers, bytes));
    }
}
