using System.Collections.Immutable;
using System.Text.Json;
using EdgeConv.Vision.CameraCheck;

namespace EdgeConv.Host.Mqtt;

/// <summary>
/// Tells Home Assistant what there is: the best class, how good the camera's picture is, whether there is a problem with the camera (no frames, or a picture that is not usable), and
/// each rule, as entities of one device (https://www.home-assistant.io/integrations/mqtt/#mqtt-discovery).
/// </summary>
internal static class HomeAssistant
{
    /// <summary>The property of an entity that says where its device's status is published.</summary>
    public const string Availability = "availability_topic";

    private const string PictureTemplate = "{{ value_json.picture.state if value_json.picture is defined else 'unknown' }}";

    private static readonly string ProblemTemplate =
        $"{{{{ 'ON' if value_json.blind is defined or (value_json.picture is defined and value_json.picture.state != '{CameraCheckModel.Labels[0]}') else 'OFF' }}}}";

    /// <summary>What a run is called in topics and ids of Home Assistant.</summary>
    public static string Node(MqttTopics topics) => MqttTopics.Plain(topics.Root);

    /// <summary>The messages, which are to be retained.</summary>
    /// <param name="prefix">Where Home Assistant looks: <c>homeassistant</c>.</param>
    /// <param name="device">What it calls the device.</param>
    /// <param name="topics">Where states are published.</param>
    /// <param name="rules">The rules' names for people.</param>
    public static ImmutableArray<MqttMessage> Discovery(string prefix, string device, MqttTopics topics, ImmutableArray<string> rules)
    {
        var node = Node(topics);
        return
        [
            Entity("sensor", "best", "Best class", "state", "{{ value_json.predictions[0].label if value_json.predictions else 'nothing' }}", hasAttributes: true),
            Entity("sensor", "picture", "Camera picture", "state", PictureTemplate, hasAttributes: false),
            Entity("binary_sensor", "problem", "Camera problem", "state", ProblemTemplate, hasAttributes: false, deviceClass: "problem"),
            .. rules.Select((rule, index) => Entity("binary_sensor", $"rule_{topics.RuleNames[index]}", rule, $"rules/{topics.RuleNames[index]}", null, hasAttributes: false)),
        ];

        MqttMessage Entity(string kind, string id, string name, string state, string? template, bool hasAttributes, string? deviceClass = null)
        {
            using var payload = new MemoryStream();
            using (var json = new Utf8JsonWriter(payload))
            {
                json.WriteStartObject();
                json.WriteString("name"u8, name);
                json.WriteString("unique_id"u8, $"{node}_{id}");
                json.WriteString("state_topic"u8, $"{topics.Root}/{state}");
                if (template is not null)
                    json.WriteString("value_template"u8, template);
                if (deviceClass is not null)
                    json.WriteString("device_class"u8, deviceClass);
                if (hasAttributes)
                    json.WriteString("json_attributes_topic"u8, $"{topics.Root}/{state}");
                json.WriteString(Availability, $"{topics.Root}/status");
                json.WriteStartObject("device"u8);
                json.WriteStartArray("identifiers"u8);
                json.WriteStringValue(node);
                json.WriteEndArray();
                json.WriteString("name"u8, device);
                json.WriteString("manufacturer"u8, "EdgeConv");
                json.WriteEndObject();
                json.WriteEndObject();
            }

            return new MqttMessage(MqttTopics.Bytes($"{prefix}/{kind}/{node}/{id}/config"), payload.ToArray());
        }
    }
}
