using System.Collections.Immutable;
using EdgeConv.Formats.TfLite.FlatBuffers;
using EdgeConv.Models;

namespace EdgeConv.Formats.TfLite.Metadata;

/// <summary>Reads what a model tells of its pictures and labels: a second FlatBuffer inside a buffer of the first, and a ZIP behind both.</summary>
internal static class MetadataReader
{
    /// <summary>Reads the metadata; <see cref="ModelMetadata.None"/> when the file has none.</summary>
    /// <exception cref="ModelFormatException">The metadata is broken.</exception>
    public static ModelMetadata Read(FlatTable model, ModelBuffers buffers, ReadOnlyMemory<byte> file)
    {
        var entries = model.Vector(SchemaFields.Model.Metadata, "metadata", 4);
        for (var index = 0; index < entries.Length; index++)
        {
            var entry = entries.Table(index);
            if (entry.Text(SchemaFields.Metadata.Name, "name") != MetadataFields.EntryName)
                continue;
            var buffer = buffers.Require(entry, SchemaFields.Metadata.Buffer);
            if (buffer == 0 || buffers[buffer].IsEmpty)
                throw entry.Fault(SchemaFields.Metadata.Buffer, "buffer", $"buffer {buffer} is empty");
            var path = new FieldPath(MetadataFields.EntryName, new ReadAllowance(buffers[buffer].Length, buffers.OffsetOf(buffer)));
            return ReadRoot(FlatTable.Root(buffers[buffer].Span, MetadataFields.Identifier, "TensorFlow Lite metadata", path), file);
        }

        return ModelMetadata.None;
    }

    private static ModelMetadata ReadRoot(FlatTable root, ReadOnlyMemory<byte> file)
    {
        var name = root.Text(MetadataFields.Model.Name, "name");
        var subgraphs = root.Vector(MetadataFields.Model.SubgraphMetadata, "subgraph_metadata", 4);
        if (subgraphs.Length == 0)
            return new ModelMetadata(name, null, []);
        var main = subgraphs.Table(0);
        var normalization = ReadNormalization(main.Vector(MetadataFields.SubGraph.InputTensorMetadata, "input_tensor_metadata", 4));
        var labels = ReadLabels(main.Vector(MetadataFields.SubGraph.OutputTensorMetadata, "output_tensor_metadata", 4), file);
        return new ModelMetadata(name, normalization, labels);
    }

    private static PixelNormalization? ReadNormalization(FlatVector inputs)
    {
        for (var input = 0; input < inputs.Length; input++)
        {
            var units = inputs.Table(input).Vector(MetadataFields.Tensor.ProcessUnits, "process_units", 4);
            for (var index = 0; index < units.Length; index++)
            {
                var unit = units.Table(index);
                if (unit.UInt8(MetadataFields.ProcessUnit.OptionsType, "options_type") == MetadataFields.ProcessUnit.NormalizationOptions &&
                    unit.TryTable(MetadataFields.ProcessUnit.Options, "options", out var options))
                    return ReadNormalization(options);
            }
        }

        return null;
    }

    private static PixelNormalization ReadNormalization(FlatTable options)
    {
        var means = options.Vector(MetadataFields.Normalization.Mean, "mean", 4);
        var deviations = options.Vector(MetadataFields.Normalization.Std, "std", 4);
        if (means.Length == 0)
            throw means.Fault("there is no mean");
        if (deviations.Length == 0)
            throw deviations.Fault("there is no standard deviation");
        for (var index = 0; index < means.Length; index++)
        {
            if (!float.IsFinite(means.Float32(index)))
                throw means.Fault(index, FormattableString.Invariant($"{means.Float32(index)} is no mean"));
        }

        for (var index = 0; index < deviations.Length; index++)
        {
            if (!float.IsFinite(deviations.Float32(index)) || deviations.Float32(index) == 0)
                throw deviations.Fault(index, FormattableString.Invariant($"{deviations.Float32(index)} is no standard deviation"));
        }

        // One value stands for all channels (metadata_schema.fbs, NormalizationOptions).
        var channels = Math.Max(means.Length, deviations.Length);
        if ((means.Length != 1 && means.Length != channels) || (deviations.Length != 1 && deviations.Length != channels))
            throw deviations.Fault($"{deviations.Length} standard deviations for {means.Length} means");
        return new PixelNormalization(Spread(means, channels), Spread(deviations, channels));
    }

    private static ImmutableArray<float> Spread(FlatVector values, int channels) =>
        values.Length == channels ? [.. values.ToFloat32()] : [.. Enumerable.Repeat(values.Float32(0), channels)];

    private static ImmutableArray<string> ReadLabels(FlatVector outputs, ReadOnlyMemory<byte> file)
    {
        for (var output = 0; output < outputs.Length; output++)
        {
            var files = outputs.Table(output).Vector(MetadataFields.Tensor.AssociatedFiles, "associated_files", 4);
            for (var index = 0; index < files.Length; index++)
            {
                var entry = files.Table(index);
                if (entry.Int8(MetadataFields.AssociatedFile.Type, "type") == MetadataFields.AssociatedFile.TensorAxisLabels)
                    return PackedLabels.Read(file, entry.Text(MetadataFields.AssociatedFile.Name, "name"));
            }
        }

        return [];
    }
}
