namespace EdgeConv.Formats.TfLite.Metadata;

/// <summary>Field numbers of the tables of metadata_schema.fbs (tflite-support), in the order that file declares them.</summary>
internal static class MetadataFields
{
    /// <summary>The name of the entry in a model's metadata list that holds this FlatBuffer.</summary>
    public const string EntryName = "TFLITE_METADATA";

    /// <summary>The characters at offset 4.</summary>
    public const string Identifier = "M001";

    internal static class Model
    {
        public const int Name = 0, SubgraphMetadata = 3, MinParserVersion = 7;
    }

    internal static class SubGraph
    {
        public const int InputTensorMetadata = 2, OutputTensorMetadata = 3;
    }

    internal static class Tensor
    {
        public const int ProcessUnits = 4, AssociatedFiles = 6;
    }

    internal static class ProcessUnit
    {
        public const int OptionsType = 0, Options = 1;

        public const byte NormalizationOptions = 1;
    }

    internal static class Normalization
    {
        public const int Mean = 0, Std = 1;
    }

    internal static class AssociatedFile
    {
        public const int Name = 0, Type = 2;

        public const sbyte TensorAxisLabels = 2;
    }
}
