using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace EdgeConv.Host.Mqtt;

/// <summary>
/// Knows what an earlier run may have left at the broker: retained messages of rules that are no longer in the configuration, for which Home Assistant would show an entity for
/// ever. Nothing else is one, however it is called: neither what other programs tell Home Assistant, nor what another board does whose topics come to the same name.
/// </summary>
internal sealed class Leftovers
{
    private readonly string _discovery;
    private readonly string _node;
    private readonly string _rules;
    private readonly string _status;
    private readonly HashSet<string> _current;

    /// <param name="prefix">Where Home Assistant looks: <c>homeassistant</c>.</param>
    /// <param name="topics">The run's topics.</param>
    /// <param name="discovery">What it tells Home Assistant.</param>
    public Leftovers(string prefix, MqttTopics topics, ImmutableArray<MqttMessage> discovery)
    {
        (_discovery, _node, _rules, _status) = ($"{prefix}/", HomeAssistant.Node(topics), $"{topics.Root}/rules/", $"{topics.Root}/status");
        _current = [.. discovery.Select(message => Text(message.Topic)), .. topics.Rules.Select(Text)];
        Filters = [$"{_discovery}+/{_node}/+/config", $"{_rules}+"];

        static string Text(byte[] topic) => Encoding.UTF8.GetString(topic.AsSpan(0, topic.Length - 1));
    }

    /// <summary>Where they are to be looked for, as one subscribes to it.</summary>
    public ImmutableArray<string> Filters { get; }

    /// <summary>Whether a retained message is one.</summary>
    /// <param name="message">A message by anybody.</param>
    public bool Contains(MqttMessage message)
    {
        var topic = Encoding.UTF8.GetString(message.Topic.AsSpan(0, message.Topic.Length - 1));
        if (_current.Contains(topic))
            return false;
        if (topic.StartsWith(_rules, StringComparison.Ordinal))
            return IsName(topic[_rules.Length..]) && (message.Payload.AsSpan().SequenceEqual("ON"u8) || message.Payload.AsSpan().SequenceEqual("OFF"u8));
        return topic.StartsWith(_discovery, StringComparison.Ordinal)
            && topic[_discovery.Length..].Split('/') is ["sensor" or "binary_sensor", var node, var id, "config"]
            && node == _node && IsName(id) && IsOurs(message.Payload);
    }

    private static bool IsName(string name) => name.Length > 0 && name == MqttTopics.Plain(name);

    /// <summary>The name of a node is not enough: home/door and home_door have the same.</summary>
    private bool IsOurs(byte[] payload)
    {
        try
        {
            using var entity = JsonDocument.Parse(payload);
            return entity.RootElement.ValueKind == JsonValueKind.Object
                && entity.RootElement.TryGetProperty(HomeAssistant.Availability, out var topic)
                && topic.ValueKind == JsonValueKind.String && topic.ValueEquals(_status);
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            // No JSON, or half a surrogate pair in it: we have never published such a thing.
            return false;
        }
    }
}
