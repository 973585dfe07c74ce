using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace EdgeConv.Host.Output;

/// <summary>The JSON this program prints: snake_case names, one line, absent values left out, what is not a number as the text "NaN".</summary>
internal static class JsonText
{
    /// <summary>Options that make it so, for the <see cref="JsonSerializerContext"/> of a report, which keeps them for itself.</summary>
    public static JsonSerializerOptions NewOptions() => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>A value as one line of JSON.</summary>
    public static string Of<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.Serialize(value, type);
}
