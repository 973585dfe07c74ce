using System.Text.Json;
using EdgeConv.Host.Exchange;

namespace EdgeConv.Host.Web;

/// <summary>The model that runs, as JSON.</summary>
internal static class ModelJson
{
    /// <summary>Writes the members of an object.</summary>
    public static void Write(Utf8JsonWriter json, RunView run)
    {
        var (model, origin) = (run.Model, run.Model.Origin);
        json.WriteString("name"u8, origin.Name);
        json.WriteString("source"u8, origin.Sent is not null ? "sent" : origin.Configured is not null ? "configured" : "built-in");
        if (model is { Bytes: { } bytes, Sha256: { } hash })
        {
            json.WriteNumber("bytes"u8, bytes);
            json.WriteString("sha256"u8, hash);
        }

        json.WriteString("since"u8, origin.Sent?.Since ?? run.StartedAt);
        json.WriteBoolean("on_trial"u8, origin.OnTrial && run.Judged.LatencyBuckets.Cumulative()[^1] < ModelTrial.Decisions);
        json.WriteNumber("width"u8, model.Width);
        json.WriteNumber("height"u8, model.Height);
        json.WriteStartArray("labels"u8);
        for (var i = 0; i < model.Classes; i++)
            json.WriteStringValue(run.Names.Labels[i]);
        json.WriteEndArray();
        if (origin.Sent is null)
            return;
        json.WriteStartObject("before"u8);
        json.WriteString("name"u8, (origin.Before is null ? new ModelOrigin(origin.Configured) : new ModelOrigin(null, origin.Before)).Name);
        if (origin.Before is { } before)
        {
            json.WriteNumber("bytes"u8, before.Bytes);
            json.WriteString("sha256"u8, before.Sha256);
            json.WriteString("since"u8, before.Since);
        }

        json.WriteEndObject();
    }
}
