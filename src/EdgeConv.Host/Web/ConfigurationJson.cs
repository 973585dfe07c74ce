using System.Text.Json;
using EdgeConv.Devices.Cameras.Names;
using EdgeConv.Host.Configuration;

namespace EdgeConv.Host.Web;

/// <summary>What runs, as JSON in the configuration file's terms; without secrets.</summary>
internal static class ConfigurationJson
{
    /// <summary>Writes the members of an object.</summary>
    public static void Write(Utf8JsonWriter json, RunView run)
    {
        var settings = run.Settings;
        json.WriteStartObject("model"u8);
        json.WriteString("name"u8, run.Model.Origin.Name);
        if (settings.Labels is { } labels)
            json.WriteString("labels"u8, Path.GetFileName(labels));
        json.WriteEndObject();

        json.WriteStartObject("camera"u8);
        json.WriteString("source"u8, CameraNames.WithoutSecrets(settings.Camera));
        json.WriteNumber("rotate"u8, settings.Rotate);
        json.WriteBoolean("mirror"u8, settings.Mirror);
        json.WriteString("fit"u8, settings.Fit.ToString().ToLowerInvariant());
        json.WriteString("filter"u8, settings.Filter.ToString().ToLowerInvariant());
        json.WriteEndObject();

        json.WriteStartObject("decision"u8);
        json.WriteNumber("top"u8, settings.Top);
        json.WriteNumber("threshold"u8, Math.Round(settings.Threshold, 4));
        json.WriteNumber("smoothedFrames"u8, settings.SmoothedFrames);
        json.WriteEndObject();

        json.WriteString("pictureCheck"u8, settings is { Model: not null, CheckEvery: { } every } ? $"every {TimeText.Of(every)}" : "none beside the model");
        json.WriteStartArray("rules"u8);
        foreach (var rule in settings.Rules)
            WriteRule(json, rule);
        json.WriteEndArray();
        if (settings.Display is { } display)
            json.WriteString("display"u8, $"{display.Model.ToString().ToLowerInvariant()} at 0x{display.Address:X2} of bus {display.Bus}");
        if (settings.Mqtt is { } mqtt)
            json.WriteString("mqtt"u8, $"{(mqtt.Tls ? "mqtts" : "mqtt")}://{mqtt.Host}:{mqtt.Port}, topics {mqtt.Topic}/…");
        json.WriteString("output"u8, settings.Output.ToString().ToLowerInvariant());
    }

    private static void WriteRule(Utf8JsonWriter json, RuleSettings rule)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, rule.Name);
        json.WriteStartArray("labels"u8);
        foreach (var label in rule.Labels)
            json.WriteStringValue(label);
        json.WriteEndArray();
        json.WriteNumber("atLeast"u8, Math.Round(rule.AtLeast, 4));
        json.WriteNumber("frames"u8, rule.Frames);
        json.WriteNumber("releaseBelow"u8, Math.Round(rule.ReleaseBelow, 4));
        json.WriteString("hold"u8, TimeText.Of(rule.Hold));
        json.WriteStartArray("lines"u8);
        foreach (var action in rule.Lines)
            json.WriteStringValue($"{action.Line}{(action.ActiveLow ? ", active low" : "")}");
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
