using System.Text.Json.Serialization;

namespace EdgeConv.Host.Exchange;

/// <summary>Which model that was sent runs in place of the configured one.</summary>
/// <param name="Replaces">The configured model; null: the built-in one. Where another is configured now, the configuration prevails.</param>
/// <param name="Current">The one that runs.</param>
/// <param name="Before">The one that ran before it; null: the configured one.</param>
/// <param name="OnTrial">It has not yet proved itself: if the program ends now, for whatever reason, the one before is used again.</param>
internal sealed record ExchangeRecord(string? Replaces, StoredModel Current, StoredModel? Before, bool OnTrial);

/// <summary>The record as a file.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(ExchangeRecord))]
internal sealed partial class ExchangeJson : JsonSerializerContext;
