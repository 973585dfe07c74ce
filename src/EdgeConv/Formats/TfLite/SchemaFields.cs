namespace EdgeConv.Formats.TfLite;

/// <summary>Field numbers of the tables of schema.fbs, version 3, in the order that file declares them.</summary>
internal static class SchemaFields
{
    /// <summary>The characters at offset 4 of every TensorFlow Lite file.</summary>
    public const string Identifier = "TFL3";

    /// <summary>The only version of the schema in use since 2017.</summary>
    public const uint SchemaVersion = 3;

    internal static class Model
    {
        public const int Version = 0, OperatorCodes = 1, Subgraphs = 2, Description = 3, Buffers = 4, Metadata = 6;
    }

    internal static class OperatorCode
    {
        public const int DeprecatedBuiltinCode = 0, CustomCode = 1, Version = 2, BuiltinCode = 3;
    }

    internal static class SubGraph
    {
        public const int Tensors = 0, Inputs = 1, Outputs = 2, Operators = 3, Name = 4;
    }

    internal static class Tensor
    {
        public const int Shape = 0, Type = 1, Buffer = 2, Name = 3, Quantization = 4, IsVariable = 5, Sparsity = 6, HasRank = 8, ExternalBuffer = 10;
    }

    internal static class Quantization
    {
        public const int Scale = 2, ZeroPoint = 3, DetailsType = 4, QuantizedDimension = 6;
    }

    internal static class Operator
    {
        public const int OpcodeIndex = 0, Inputs = 1, Outputs = 2, OptionsType = 3, Options = 4;
    }

    internal static class Buffer
    {
        public const int Data = 0, Offset = 1, Size = 2;
    }

    internal static class Metadata
    {
        public const int Name = 0, Buffer = 1;
    }
}
