using EdgeConv.Formats.TfLite.FlatBuffers;

namespace EdgeConv.Formats.TfLite;

/// <summary>One entry of a model's list of operator kinds.</summary>
/// <param name="Code">The builtin operator's number in the schema.</param>
/// <param name="CustomName">The name of a custom operator; empty for a builtin one.</param>
/// <param name="Version">The version, from 1.</param>
internal readonly record struct OperatorCode(int Code, string CustomName, int Version);

/// <summary>Reads the list of operator kinds.</summary>
internal static class OperatorCodeReader
{
    /// <summary>Reads all entries; whether one can be run is decided where an operator refers to it.</summary>
    public static OperatorCode[] Read(FlatTable model)
    {
        var tables = model.Vector(SchemaFields.Model.OperatorCodes, "operator_codes", 4);
        var codes = new OperatorCode[tables.Length];
        for (var index = 0; index < codes.Length; index++)
        {
            var table = tables.Table(index);
            // The code was one byte until it ran out; newer files fill both fields, and the larger one is meant (schema.fbs, OperatorCode).
            int deprecated = table.Int8(SchemaFields.OperatorCode.DeprecatedBuiltinCode, "deprecated_builtin_code");
            var code = Math.Max(deprecated, table.Int32(SchemaFields.OperatorCode.BuiltinCode, "builtin_code"));
            if (code < 0)
                throw table.Fault(SchemaFields.OperatorCode.BuiltinCode, "builtin_code", $"there is no operator {code}");
            var version = table.Int32(SchemaFields.OperatorCode.Version, "version", 1);
            if (version < 1)
                throw table.Fault(SchemaFields.OperatorCode.Version, "version", $"{version} is no version");
            codes[index] = new OperatorCode(code, table.Text(SchemaFields.OperatorCode.CustomCode, "custom_code"), version);
        }

        return codes;
    }
}
