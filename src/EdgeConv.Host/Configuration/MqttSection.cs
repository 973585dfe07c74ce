using System.Text;

namespace EdgeConv.Host.Configuration;

/// <summary>Reads the group <c>mqtt</c> of a configuration.</summary>
internal static class MqttSection
{
    /// <summary>The longest topic MQTT knows, in bytes; ours are longer than their beginning by some.</summary>
    private const int LongestTopic = 1024;

    /// <summary>Reads the settings; problems are noted.</summary>
    /// <returns>Null where there is no such group.</returns>
    public static MqttSettings? Read(SettingsReader file, string folder)
    {
        if (!file.Has("mqtt"))
            return null;
        var mqtt = file.Section("mqtt");
        var broker = BrokerOf(mqtt);
        var board = Environment.MachineName;
        var settings = new MqttSettings
        {
            Host = broker.IdnHost,
            Tls = broker.Scheme == "mqtts",
            Port = broker.Port > 0 ? broker.Port : broker.Scheme == "mqtts" ? 8883 : 1883,
            Authorities = Located(mqtt.Text("authorities"), folder),
            Certificate = Located(mqtt.Text("certificate"), folder),
            Key = Located(mqtt.Text("key"), folder),
            User = mqtt.Text("user"),
            PasswordFile = Located(mqtt.Text("passwordFile"), folder),
            Topic = TopicOf(mqtt, "topic", $"edgeconv/{board}"),
            Name = mqtt.Text("name") ?? board,
            Discovery = mqtt.Flag("homeAssistant", true) ? TopicOf(mqtt, "discovery", "homeassistant") : null,
            Every = mqtt.Time("every", TimeSpan.FromSeconds(10), TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(24)),
        };
        if (!settings.Tls && (settings.Authorities ?? settings.Certificate ?? settings.Key) is not null)
            mqtt.Refuse("broker", "certificates are for encrypted connections: write mqtts://…");
        if (settings.Certificate is null != settings.Key is null)
            mqtt.Refuse(settings.Key is null ? "certificate" : "key", "a certificate and its key go together.");
        if (settings.PasswordFile is not null && settings.User is null)
            mqtt.Refuse("passwordFile", "whose password? \"user\" is missing.");
        mqtt.RefuseOthers();
        return settings;
    }

    private static Uri BrokerOf(SettingsReader mqtt)
    {
        var text = mqtt.RequiredText("broker");
        if (Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text : $"mqtt://{text}", UriKind.Absolute, out var broker)
            && broker is { Scheme: "mqtt" or "mqtts", Host.Length: > 0, Port: not 0, AbsolutePath: "" or "/", UserInfo: "" })
            return broker;
        if (text.Length > 0)
            mqtt.Refuse("broker", $"{Quotable(text)} is no broker: write mqtt://HOST, mqtts://HOST for an encrypted connection, with :PORT where it is not 1883 or 8883; the user stands in \"user\".");
        return new Uri("mqtt://localhost");
    }

    /// <summary>What stands before an @ may be a password, and messages are kept in journals.</summary>
    private static string Quotable(string text) => text.Contains('@', StringComparison.Ordinal) ? "this" : $"\"{text}\"";

    private static string TopicOf(SettingsReader mqtt, string name, string otherwise)
    {
        var topic = mqtt.Text(name) ?? otherwise;
        if (topic.AsSpan().IndexOfAny('+', '#', '\0') >= 0 || topic.StartsWith('$') || topic.StartsWith('/') || topic.EndsWith('/') || Encoding.UTF8.GetByteCount(topic) > LongestTopic)
            mqtt.Refuse(name, "must be a topic without +, #, a leading $ and slashes at its ends, as in \"home/door\".");
        return topic;
    }

    private static string? Located(string? path, string folder) => path is null ? null : Path.Combine(folder, path);
}
