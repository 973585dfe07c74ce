using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using EdgeConv.Host.Verification;

namespace EdgeConv.Host.Output;

/// <summary>The JSON this program prints: snake_case names, one line, absent values left out, what is not a number as the text "NaN".</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(BenchReport))]
[JsonSerializable(typeof(BottleneckReport))]
[JsonSerializable(typeof(ClassifyReport))]
[JsonSerializable(typeof(DevicesReport))]
[JsonSerializable(typeof(EvaluateReport))]
[JsonSerializable(typeof(InspectReport))]
[JsonSerializable(typeof(LayerRecord[]))]
[JsonSerializable(typeof(VerifyReport))]
internal sealed partial class JsonText : JsonSerializerContext
{
    /// <summary>A value as one line of JSON.</summary>
    public static string Of<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.Serialize(value, type);
}
