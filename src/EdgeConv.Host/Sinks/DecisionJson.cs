using System.Text.Json;
using EdgeConv.Host.Decisions;
using EdgeConv.Vision.CameraCheck;

namespace EdgeConv.Host.Sinks;

/// <summary>A decision as JSON, the same in every sink.</summary>
internal static class DecisionJson
{
    /// <summary>Writes an object.</summary>
    public static void Write(Utf8JsonWriter json, Decision decision, ReadOnlySpan<RuleEvent> events, DecisionNames names)
    {
        json.WriteStartObject();
        json.WriteString("time"u8, decision.Time);
        json.WriteNumber("frame"u8, decision.Number);
        json.WriteNumber("latency_ms"u8, Math.Round((decision.DecidedAt - decision.CapturedAt) / 1e6, 2));
        if (decision.IsBlind)
            json.WriteBoolean("blind"u8, true);
        json.WriteStartArray("predictions"u8);
        foreach (var guess in decision.Guesses)
        {
            json.WriteStartObject();
            json.WriteNumber("index"u8, guess.Class);
            json.WriteString("label"u8, names.Labels[guess.Class]);
            json.WriteNumber("score"u8, guess.Score);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (decision.Picture.Class >= 0)
        {
            json.WriteStartObject("picture"u8);
            json.WriteString("state"u8, CameraCheckModel.Labels[decision.Picture.Class]);
            json.WriteNumber("score"u8, decision.Picture.Score);
            json.WriteEndObject();
        }

        json.WriteStartArray("rules"u8);
        for (var rule = 0; rule < names.Rules.Length; rule++)
        {
            if (decision.Active[rule])
                json.WriteStringValue(names.Rules[rule]);
        }

        json.WriteEndArray();
        json.WriteStartArray("events"u8);
        foreach (ref readonly var one in events)
            Write(json, in one, names);

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Writes an event as an object.</summary>
    public static void Write(Utf8JsonWriter json, in RuleEvent one, DecisionNames names)
    {
        json.WriteStartObject();
        json.WriteString("time"u8, one.At);
        json.WriteString("rule"u8, names.Rules[one.Rule]);
        json.WriteBoolean("active"u8, one.IsActive);
        json.WriteNumber("score"u8, one.Score);
        json.WriteEndObject();
    }
}
