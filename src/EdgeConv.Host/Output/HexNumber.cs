using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeConv.Host.Output;

/// <summary>64-bit hashes as 16 hexadecimal digits: many readers of JSON round numbers beyond 2^53.</summary>
internal sealed class HexNumber : JsonConverter<ulong>
{
    /// <inheritdoc/>
    public override ulong Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ulong.Parse(reader.GetString()!, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ulong value, JsonSerializerOptions options) => writer.WriteStringValue($"{value:x16}");
}
