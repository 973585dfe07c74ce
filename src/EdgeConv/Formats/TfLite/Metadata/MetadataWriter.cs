using EdgeConv.Formats.TfLite.FlatBuffers;
using EdgeConv.Models;

namespace EdgeConv.Formats.TfLite.Metadata;

/// <summary>Writes what a model tells of its pictures and labels, the counterpart of <see cref="MetadataReader"/>.</summary>
internal static class MetadataWriter
{
    /// <summary>The name under which labels are packed.</summary>
    public const string LabelFile = "labels.txt";

    // The oldest version of the metadata schema that has every field written here.
    private const string ParserVersion = "1.0.0";

    /// <summary>Makes the metadata FlatBuffer; null when there is nothing to tell.</summary>
    public static byte[]? Write(Model model)
    {
        var metadata = model.Metadata;
        if (metadata.Name.Length == 0 && metadata.Normalization is null && metadata.Labels.IsEmpty)
            return null;
        var inputs = model.Inputs.Select((_, place) => place == 0 ? Input(metadata) : new TableNode()).ToArray();
        var outputs = model.Outputs.Select((_, place) => place == 0 ? Output(metadata) : new TableNode()).ToArray();
        var subgraph = new TableNode()
            .Node(MetadataFields.SubGraph.InputTensorMetadata, new TableVectorNode(inputs))
            .Node(MetadataFields.SubGraph.OutputTensorMetadata, new TableVectorNode(outputs));
        var root = new TableNode()
            .Text(MetadataFields.Model.Name, metadata.Name)
            .Node(MetadataFields.Model.SubgraphMetadata, new TableVectorNode([subgraph]))
            .Text(MetadataFields.Model.MinParserVersion, ParserVersion);
        return FlatWriter.Write(root, MetadataFields.Identifier);
    }

    private static TableNode Input(ModelMetadata metadata)
    {
        var input = new TableNode();
        if (metadata.Normalization is not { } normalization)
            return input;
        var options = new TableNode()
            .Node(MetadataFields.Normalization.Mean, VectorNode.Of(normalization.Mean.AsSpan(), 4))
            .Node(MetadataFields.Normalization.Std, VectorNode.Of(normalization.StandardDeviation.AsSpan(), 4));
        var unit = new TableNode()
            .UInt8(MetadataFields.ProcessUnit.OptionsType, MetadataFields.ProcessUnit.NormalizationOptions)
            .Node(MetadataFields.ProcessUnit.Options, options);
        return input.Node(MetadataFields.Tensor.ProcessUnits, new TableVectorNode([unit]));
    }

    private static TableNode Output(ModelMetadata metadata)
    {
        var output = new TableNode();
        if (metadata.Labels.IsEmpty)
            return output;
        var file = new TableNode()
            .Text(MetadataFields.AssociatedFile.Name, LabelFile)
            .Int8(MetadataFields.AssociatedFile.Type, MetadataFields.AssociatedFile.TensorAxisLabels);
        return output.Node(MetadataFields.Tensor.AssociatedFiles, new TableVectorNode([file]));
    }
}
