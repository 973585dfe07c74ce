using System.Collections.Immutable;
using System.Text;
using EdgeConv.Host.Mqtt;

namespace EdgeConv.Tests.Host.Mqtt;

public class LeftoversTests
{
    private const string Ours = """{"name":"old","availability_topic":"home/door/status"}""";

    private static readonly MqttTopics Topics = new("home/door", ["front door"]);

    private readonly Leftovers _leftovers = new("homeassistant", Topics, HomeAssistant.Discovery("homeassistant", "Hall", Topics, ["front door"]));

    [Fact]
    public void They_are_looked_for_under_our_own_topics() => Assert.Equal(["homeassistant/+/home_door/+/config", "home/door/rules/+"], _leftovers.Filters);

    [Theory]
    [InlineData("homeassistant/binary_sensor/home_door/rule_old/config", Ours)]
    [InlineData("homeassistant/sensor/home_door/gone/config", Ours)]
    [InlineData("home/door/rules/old", "ON")]
    [InlineData("home/door/rules/old", "OFF")]
    public void What_an_earlier_run_left_is_one(string topic, string payload) => Assert.True(Contains(topic, payload));

    [Theory]
    [InlineData("homeassistant/binary_sensor/home_door/rule_front_door/config", Ours)]
    [InlineData("homeassistant/sensor/home_door/best/config", Ours)]
    [InlineData("homeassistant/sensor/home_door/picture/config", Ours)]
    [InlineData("homeassistant/binary_sensor/home_door/problem/config", Ours)]
    [InlineData("home/door/rules/front_door", "ON")]
    [InlineData("home/door/status", "ON")]
    [InlineData("home/door/state", Ours)]
    public void What_is_published_now_is_none(string topic, string payload) => Assert.False(Contains(topic, payload));

    [Theory]
    [InlineData("homeassistant/binary_sensor/home_gate/rule_old/config", Ours)]
    [InlineData("homeassistant/switch/home_door/rule_old/config", Ours)]
    [InlineData("homeassistant/binary_sensor/home_door/rule_old", Ours)]
    [InlineData("homeassistant/binary_sensor/home_door/x/y/config", Ours)]
    [InlineData("homeassistant/binary_sensor/home_door//config", Ours)]
    [InlineData("homeassistant/binary_sensor/home_door/größer/config", Ours)]
    [InlineData("homeassistant/binary_sensor/home_door/../config", Ours)]
    [InlineData("other/binary_sensor/home_door/rule_old/config", Ours)]
    [InlineData("homeassistant", Ours)]
    [InlineData("", Ours)]
    [InlineData("home/door/rules/", "ON")]
    [InlineData("home/door/rules/a/b", "ON")]
    [InlineData("home/door/rules/a b", "ON")]
    [InlineData("home/door/rules/old", "on")]
    [InlineData("home/doors/rules/old", "ON")]
    public void What_we_cannot_have_published_is_none(string topic, string payload) => Assert.False(Contains(topic, payload));

    [Theory]
    [InlineData("""{"availability_topic":"home_door/status"}""")]
    [InlineData("""{"availability_topic":["home/door/status"]}""")]
    [InlineData("""{"availability_topic":"\ud800"}""")]
    [InlineData("""{"\ud800availability_topic_and_more":1}""")]
    [InlineData("""{"availability":[{"topic":"home/door/status"}]}""")]
    [InlineData("""["availability_topic"]""")]
    [InlineData("\"home/door/status\"")]
    [InlineData("{")]
    [InlineData("ON")]
    [InlineData("")]
    public void An_entity_of_somebody_elses_with_the_name_of_our_node_is_none(string payload) => Assert.False(Contains("homeassistant/binary_sensor/home_door/rule_old/config", payload));

    [Fact]
    public void Bytes_that_are_no_text_are_none()
    {
        Assert.False(_leftovers.Contains(new MqttMessage([0xFF, 0xC0, 0], [0xFF])));
        Assert.False(_leftovers.Contains(new MqttMessage([.. "homeassistant/sensor/home_door/"u8, 0xFF, .. "/config"u8, 0], Encoding.UTF8.GetBytes(Ours))));
        Assert.False(_leftovers.Contains(new MqttMessage(MqttTopics.Bytes("homeassistant/sensor/home_door/x/config"), [.. "{\"availability_topic\":\""u8, 0xFF, .. "\"}"u8])));
        Assert.False(_leftovers.Contains(new MqttMessage(MqttTopics.Bytes("homeassistant/sensor/home_door/x/config"), Encoding.UTF8.GetBytes(new string('[', 10_000)))));
    }

    [Fact]
    public void What_every_run_tells_Home_Assistant_is_known_as_ours()
    {
        ImmutableArray<string> rules = ["a", "b"];
        var before = new MqttTopics("home/door", rules);
        var left = HomeAssistant.Discovery("homeassistant", "Hall", before, rules).Where(_leftovers.Contains).Select(message => Encoding.UTF8.GetString(message.Topic).TrimEnd('\0'));
        Assert.Equal(["homeassistant/binary_sensor/home_door/rule_a/config", "homeassistant/binary_sensor/home_door/rule_b/config"], left);
    }

    private bool Contains(string topic, string payload) => _leftovers.Contains(new MqttMessage(MqttTopics.Bytes(topic), Encoding.UTF8.GetBytes(payload)));
}
