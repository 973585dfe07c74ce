using System.Collections.Concurrent;
using System.Collections.Immutable;
using EdgeConv.Host.Configuration;
using EdgeConv.Host.Decisions;
using EdgeConv.Host.Failures;
using EdgeConv.Host.Mqtt;
using EdgeConv.Host.Sinks;
using EdgeConv.Tests.Host.Running;
using EdgeConv.Vision.Classification;
using static EdgeConv.Tests.Awaiting;

namespace EdgeConv.Tests.Host.Mqtt;

public class LeftoverSweepTests
{
    private readonly Notebook _journal = new();
    private readonly HandClock _clock = new();
    private int _runs;

    [Fact]
    public void A_rule_that_is_no_longer_in_the_configuration_is_gone_for_new_subscribers_and_nothing_else_is() => Bounded.Run(() =>
    {
        using var broker = new Broker();
        RunOnce(broker, Settings(broker.Port), "door", "gate");
        string[] foreign =
        [
            "board/other/rules/gate",
            "board/rules/a b",
            "board/rules/gate/deep",
            "homeassistant/binary_sensor/board/rule_theirs/config",
            "homeassistant/binary_sensor/other/rule_gate/config",
            "homeassistant/switch/board/rule_gate/config",
            "other/binary_sensor/board/rule_gate/config",
        ];
        foreach (var topic in foreign)
            broker.Retain(topic, topic.EndsWith("config", StringComparison.Ordinal) ? """{"availability_topic":"other/status"}""" : "ON");
        var before = broker.RetainedTopics();
        Assert.Contains("homeassistant/binary_sensor/board/rule_gate/config", before);
        Assert.Contains("board/rules/gate", before);

        var seen = SubscribeToAll(broker);
        using (Run(Settings(broker.Port), "door"))
            Await(seen, "homeassistant/binary_sensor/board/rule_gate/config (null)", "board/rules/gate (null)");
        Assert.Equal(before.Except(["homeassistant/binary_sensor/board/rule_gate/config", "board/rules/gate"]), broker.RetainedTopics());
        Assert.Equal(2, seen.Count(line => line.EndsWith(" (null)", StringComparison.Ordinal)));
        Assert.Empty(_journal.Lines);
    });

    [Fact]
    public void More_rules_than_may_be_unacknowledged_come_and_go() => Bounded.Run(() =>
    {
        using var broker = new Broker();
        RunOnce(broker, Settings(broker.Port), [.. Enumerable.Range(0, 90).Select(i => $"rule {i}")]);
        Assert.Equal(2 + 3 + 2 * 90, broker.RetainedTopics().Length);
        var seen = SubscribeToAll(broker);
        using (Run(Settings(broker.Port), "rule 7"))
            Wait(() => seen.Count(line => line.EndsWith(" (null)", StringComparison.Ordinal)) >= 2 * 89 ? "" : null);
        Assert.Equal(["board/rules/rule_7", "board/state", "board/status", "homeassistant/binary_sensor/board/problem/config", "homeassistant/binary_sensor/board/rule_rule_7/config", "homeassistant/sensor/board/best/config", "homeassistant/sensor/board/picture/config"], broker.RetainedTopics());
        Assert.Empty(_journal.Lines);
    });

    [Fact]
    public void No_more_than_256_messages_are_looked_at() => Bounded.Run(() =>
    {
        using var broker = new Broker();
        RunOnce(broker, Settings(broker.Port), [.. Enumerable.Range(0, 150).Select(i => $"rule {i}")]);
        var seen = SubscribeToAll(broker);
        using (Run(Settings(broker.Port)))
            Wait(() => seen.Count(line => line.EndsWith(" (null)", StringComparison.Ordinal)) >= 256 - 3 ? "" : null);
        Assert.Equal(2 + 3 + 2 * 150 - (256 - 3), broker.RetainedTopics().Length);
    });

    [Fact]
    public void After_a_while_it_listens_no_more() => Bounded.Run(() =>
    {
        using var broker = new Broker("log_type unsubscribe");
        using var runner = Run(Settings(broker.Port), "door");
        Wait(() => broker.Log.Any(line => line.Contains("board/rules/+", StringComparison.Ordinal)) ? "" : null);
        _clock.Advance(TimeSpan.FromSeconds(11));
        Wait(() => broker.Log.Count(line => line.Contains("board/rules/+", StringComparison.Ordinal)) >= 2 ? "" : null);
        Assert.Equal(2, broker.Log.Count(line => line.Contains("homeassistant/+/board/+/config", StringComparison.Ordinal)));
    });

    [Fact]
    public void Without_Home_Assistant_nothing_is_looked_for() => Bounded.Run(() =>
    {
        using var broker = new Broker();
        broker.Retain("board/rules/gate", "ON");
        RunOnce(broker, Settings(broker.Port) with { Discovery = null }, "door");
        Assert.Contains("board/rules/gate", broker.RetainedTopics());
        Assert.DoesNotContain(broker.Log, line => line.Contains("board/rules/+", StringComparison.Ordinal));
    });

    [Fact]
    public void A_broker_that_hangs_up_on_who_asks_is_asked_three_times()
    {
        var topics = new MqttTopics("board", []);
        var sweep = new LeftoverSweep(new Leftovers("homeassistant", topics, []), _clock);
        Assert.Equal([true, true, true, false, false], Enumerable.Range(0, 5).Select(_ => sweep.TryBegin()));
        Assert.False(sweep.IsOn);
    }

    [Fact]
    public void Who_has_listened_long_enough_does_not_ask_again()
    {
        var topics = new MqttTopics("board", []);
        var sweep = new LeftoverSweep(new Leftovers("homeassistant", topics, []), _clock);
        Assert.True(sweep.TryBegin());
        Assert.False(sweep.IsDue);
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.True(sweep.IsDue);
        sweep.End();
        Assert.False(sweep.TryBegin());
    }

    /// <summary>Settings with which nothing is given up because the machine stands still for a while.</summary>
    private static MqttSettings Settings(int port) => new()
    {
        Host = "127.0.0.1",
        Port = port,
        Topic = "board",
        Name = "Hall",
        Discovery = "homeassistant",
        AnswerTime = TimeSpan.FromMinutes(10),
        FirstAnswer = TimeSpan.FromMinutes(10),
        AcknowledgementTime = TimeSpan.FromMinutes(10),
    };

    /// <summary>What comes from now on is seen: what is retained has come.</summary>
    private static ConcurrentQueue<string> SubscribeToAll(Broker broker)
    {
        var seen = broker.Subscribe("#");
        Await(seen, "board/status offline");
        return seen;
    }

    private void RunOnce(Broker broker, MqttSettings settings, params ImmutableArray<string> rules)
    {
        using var runner = Run(settings, rules);
        var seen = broker.Subscribe("board/state");
        Await(seen, line => line.Contains($"\"frame\":{_runs},", StringComparison.Ordinal));
    }

    private SinkRunner Run(MqttSettings settings, params ImmutableArray<string> rules)
    {
        var sink = new MqttSink(settings, new DecisionNames(new LabelList(["cat"]), rules), _clock);
        var runner = new SinkRunner(sink, new Condition("mqtt", _journal, TimeProvider.System), () => new Decision(1, rules.Length));
        runner.Start();
        var decision = new Decision(1, rules.Length);
        decision.Describe(++_runs, 0, 0, 0, DateTimeOffset.UnixEpoch);
        runner.Offer(decision, []);
        return runner;
    }
}
