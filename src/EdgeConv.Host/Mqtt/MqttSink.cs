using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using EdgeConv.Host.Configuration;
using EdgeConv.Host.Decisions;
using EdgeConv.Host.Sinks;

namespace EdgeConv.Host.Mqtt;

/// <summary>
/// Publishes decisions. Below the root topic: <c>status</c> (online, offline; retained), <c>state</c> (the newest decision as a line of JSON, retained; whenever the best class changes,
/// with events, and now and then), <c>rules/NAME</c> (ON, OFF; retained), <c>events</c> (each beginning and end of a rule). After every connection all that is
/// retained is published again: the broker may be another, or have forgotten. Events that could not be published when they happened are told by <c>events</c> alone, as what is retained
/// is what holds now: a lamp that follows a rule is not to be switched to and fro for what is over. Where Home Assistant is told, what it was told of rules that are no more is taken back.
/// </summary>
internal sealed class MqttSink : ISink
{
    private readonly MqttClient _client;
    private readonly MqttTopics _topics;
    private readonly DecisionNames _names;
    private readonly TimeSpan _every;
    private readonly TimeSpan _firstAnswer;
    private readonly TimeProvider _time;
    private readonly ImmutableArray<MqttMessage> _discovery;
    private readonly ChangeFilter _filter = new(DecisionPace.Changes);
    private readonly ArrayBufferWriter<byte> _payload = new(1024);
    private readonly Utf8JsonWriter _json;
    private int _connection;
    private long _publishedAt;
    private bool _isLate;

    /// <summary>Prepares the connection.</summary>
    /// <param name="settings">Where to.</param>
    /// <param name="names">What classes and rules are called.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="IOException">A certificate, key or password cannot be used.</exception>
    /// <exception cref="Vision.MissingLibraryException">libmosquitto is not installed.</exception>
    public MqttSink(MqttSettings settings, DecisionNames names, TimeProvider time)
    {
        (_names, _every, _firstAnswer, _time) = (names, settings.Every, settings.FirstAnswer, time);
        _topics = new MqttTopics(settings.Topic, names.Rules);
        _discovery = settings.Discovery is { } prefix ? HomeAssistant.Discovery(prefix, settings.Name, _topics, names.Rules) : [];
        _json = new Utf8JsonWriter(_payload);
        var leftovers = settings.Discovery is { } place ? new Leftovers(place, _topics, _discovery) : null;
        _client = new MqttClient(settings, _topics.Status, leftovers, time);
    }

    /// <inheritdoc/>
    public string Name => "mqtt";

    /// <inheritdoc/>
    public AutoResetEvent Recovered => _client.Reconnected;

    /// <inheritdoc/>
    public void Begin() => _client.Start();

    /// <inheritdoc/>
    public void Hurry() => _client.Hurry();

    /// <inheritdoc/>
    public void Write(Decision decision, ReadOnlySpan<RuleEvent> events)
    {
        if (_client.Problem is { } problem)
            throw new IOException(problem);
        if (!_client.WaitUntilConnected(_firstAnswer))
            throw new IOException(_client.Problem ?? $"{_client.Broker}: the broker has not answered yet.");
        var connection = _client.Connections;
        var isNew = connection != _connection;
        var areLate = isNew || _isLate;
        _isLate = true;
        if (isNew)
        {
            foreach (var message in _discovery)
                _client.Publish(message.Topic, message.Payload, isRetained: true);
        }

        for (var rule = 0; areLate && rule < _topics.Rules.Length; rule++)
            PublishRule(rule, decision.Active[rule]);
        foreach (ref readonly var one in events)
        {
            if (!areLate)
                PublishRule(one.Rule, one.IsActive);
            BeginPayload();
            DecisionJson.Write(_json, in one, _names);
            _json.Flush();
            _client.Publish(_topics.Events, _payload.WrittenSpan, isRetained: false);
        }

        if (areLate || _filter.Wants(decision, events.Length) || _time.GetElapsedTime(_publishedAt) >= _every)
        {
            BeginPayload();
            DecisionJson.Write(_json, decision, [], _names);
            _json.Flush();
            _client.Publish(_topics.State, _payload.WrittenSpan, isRetained: true);
            _filter.Told(decision);
            _publishedAt = _time.GetTimestamp();
        }

        (_connection, _isLate) = (connection, false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _client.Dispose();
        _json.Dispose();
    }

    private void BeginPayload()
    {
        _payload.ResetWrittenCount();
        _json.Reset();
    }

    private void PublishRule(int rule, bool isActive) => _client.Publish(_topics.Rules[rule], isActive ? "ON"u8 : "OFF"u8, isRetained: true);
}
