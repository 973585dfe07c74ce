using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeConv.Benchmarks.Races;

/// <summary>The JSON of the side-by-side commands, written as <c>edgeconv</c> writes its own: snake_case names, one line, absent values left out.</summary>
internal static class RaceJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>Reports as one array on one line.</summary>
    public static string Of<T>(IEnumerable<T> reports) => JsonSerializer.Serialize(reports, Options);
}
