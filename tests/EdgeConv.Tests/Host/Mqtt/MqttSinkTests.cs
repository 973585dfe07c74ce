using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using EdgeConv.Host.Configuration;
using EdgeConv.Host.Decisions;
using EdgeConv.Host.Failures;
using EdgeConv.Host.Mqtt;
using EdgeConv.Host.Sinks;
using EdgeConv.Tests.Host.Running;
using EdgeConv.Vision.Classification;
using static EdgeConv.Tests.Awaiting;

namespace EdgeConv.Tests.Host.Mqtt;

public class MqttSinkTests
{
    private static readonly DecisionNames Names = new(new LabelList(["cat", "größer", "dog"]), ["front door", "front.door"]);

    private readonly Notebook _journal = new();

    public MqttSinkTests() => ClientLibrary.Need();

    [Fact]
    public void A_subscriber_sees_status_state_rules_and_events() => Bounded.Run(() =>
    {
        using var broker = new Broker();
        var seen = broker.Subscribe("board/#");
        using (var runner = Run(Settings(broker.Port)))
        {
            runner.Offer(Decision(1, 0.9f, false), []);
            Await(seen, "board/status online", "board/rules/front_door OFF", "board/rules/front_door_1 OFF");
            runner.Offer(Decision(2, 0.9f, true), [new RuleEvent(0, true, 0.9f, DateTimeOffset.UnixEpoch)]);
            Await(seen, "board/rules/front_door ON", """board/events {"time":"1970-01-01T00:00:00+00:00","rule":"front door","active":true,"score":0.9}""");
            var state = JsonDocument.Parse(Wait(() => seen.LastOrDefault(line => line.StartsWith("board/state", StringComparison.Ordinal) && line.Contains("\"frame\":2", StringComparison.Ordinal)))["board/state ".Length..]);
            Assert.Equal("größer", state.RootElement.GetProperty("predictions")[0].GetProperty("label").GetString());
            Assert.Equal("front door", state.RootElement.GetProperty("rules")[0].GetString());
        }

        Await(seen, "board/status offline");
        var late = broker.Subscribe("#");
        Await(late, "board/status offline", "board/rules/front_door ON");
        var discovery = JsonDocument.Parse(Wait(() => late.FirstOrDefault(line => line.StartsWith("homeassistant/binary_sensor/board/rule_front_door/config ", StringComparison.Ordinal))).Split(' ', 2)[1]).RootElement;
        Assert.Equal("front door", discovery.GetProperty("name").GetString());
        Assert.Equal("board/rules/front_door", discovery.GetProperty("state_topic").GetString());
        Assert.Equal("board/status", discovery.GetProperty("availability_topic").GetString());
        Assert.Equal("Hall", discovery.GetProperty("device").GetProperty("name").GetString());
        var problem = JsonDocument.Parse(Wait(() => late.FirstOrDefault(line => line.StartsWith("homeassistant/binary_sensor/board/problem/config ", StringComparison.Ordinal))).Split(' ', 2)[1]).RootElement;
        Assert.Equal(("problem", "board/state"), (problem.GetProperty("device_class").GetString(), problem.GetProperty("state_topic").GetString()));
        Assert.Equal(
            "{{ 'ON' if value_json.blind is defined or (value_json.picture is defined and value_json.picture.state != 'usable') else 'OFF' }}",
            problem.GetProperty("value_template").GetString());
        Await(late, line => line.StartsWith("homeassistant/sensor/board/best/config ", StringComparison.Ordinal));
        Await(late, line => line.StartsWith("homeassistant/sensor/board/picture/config ", StringComparison.Ordinal));
        Assert.Empty(_journal.Lines);
    });

    [Fact]
    public void While_nothing_changes_the_state_is_published_now_and_then() => Bounded.Run(() =>
    {
        using var broker = new Broker();
        var seen = broker.Subscribe("board/state");
        using var runner = Run(Settings(broker.Port) with { Every = TimeSpan.FromMilliseconds(300) });
        var began = Stopwatch.GetTimestamp();
        for (var i = 1; seen.Count < 4; i++)
        {
            runner.Offer(Decision(i, 0.9f, false), []);
            Pause(5);
        }

        Assert.InRange(Stopwatch.GetElapsedTime(began).TotalMilliseconds, 900, double.PositiveInfinity);
    });

    [Fact]
    public void A_broker_that_goes_and_comes_back_costs_no_event_and_one_line() => Bounded.Run(() =>
    {
        using var broker = new Broker();
        using var relay = new Relay(broker.Port);
        using var runner = Run(Settings(relay.Port));
        var before = broker.Subscribe("board/#");
        runner.Offer(Decision(1, 0.9f, false), []);
        Await(before, "board/status online");
        relay.IsClosed = true;
        broker.Stop();
        for (var i = 2; i < 12; i++)
        {
            runner.Offer(Decision(i, 0.9f, i % 2 == 0), [new RuleEvent(0, i % 2 == 0, i, DateTimeOffset.UnixEpoch)]);
            Pause(50);
        }

        Until(() => _journal.Lines.Count > 0);
        broker.Start();
        // Events are not retained: who is to see them is there before they can come.
        var after = broker.Subscribe("board/#");
        relay.IsClosed = false;
        Await(after, "board/status online");
        Await(after, line => line.EndsWith("\"score\":11}", StringComparison.Ordinal));
        Wait(() => _journal.Lines.Count >= 2 ? "" : null);
        Assert.StartsWith($"warning: mqtt: mqtt://127.0.0.1:{relay.Port}: ", _journal.Lines[0], StringComparison.Ordinal);
        Assert.StartsWith("note: mqtt: gets through again", _journal.Lines[1], StringComparison.Ordinal);
        // The first may have been handed over before the loss was noticed; the broker that took it is gone.
        var scores = after.Where(line => line.StartsWith("board/events", StringComparison.Ordinal)).Select(line => JsonDocument.Parse(line["board/events ".Length..]).RootElement.GetProperty("score").GetInt32()).Distinct().ToArray();
        Assert.Equal(Enumerable.Range(scores[0], scores.Length), scores);
        Assert.True(scores[0] <= 3, $"the first event that came through is {scores[0]}");
        // What is over switches nothing: 11 was the last, and with it the rule does not hold. Only what was on its way when the connection broke may come twice.
        Assert.InRange(after.Count(line => line == "board/rules/front_door ON"), 0, 1);
        Assert.Equal("board/rules/front_door OFF", after.Last(line => line.StartsWith("board/rules/front_door ", StringComparison.Ordinal)));
    });

    [Fact]
    public void A_camera_that_is_gone_is_told_and_what_was_seen_last_is_not_retained() => Bounded.Run(() =>
    {
        using var broker = new Broker();
        var seen = broker.Subscribe("board/state");
        using var runner = Run(Settings(broker.Port));
        var decision = Decision(1, 0.9f, false);
        runner.Offer(decision, []);
        Await(seen, line => line.Contains("größer", StringComparison.Ordinal) || line.Contains("gr\\u00F6", StringComparison.Ordinal));
        decision.GoBlind(DateTimeOffset.UnixEpoch);
        runner.Offer(decision, []);
        Await(seen, line => line.Contains("\"blind\":true,\"predictions\":[]", StringComparison.Ordinal));
    });

    [Fact]
    public void A_run_that_begins_while_the_broker_still_has_the_one_before_is_online_in_the_end() => Bounded.Run(() =>
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs POSIX signals");
        using var broker = new Broker();
        var seen = broker.Subscribe("board/status");
        using var place = new Workplace();
        var file = place.Lines("run.json", $$"""{ "camera": { "source": "raw:grey:64x64:-" }, "output": { "format": "none" }, "mqtt": { "broker": "127.0.0.1:{{broker.Port}}", "topic": "board" } }""");
        using var process = ProgramRun.Start("run", "--config", file);
        Await(seen, "board/status online");
        // A power cut, as the broker sees it: the connection is there, and nobody behind it.
        ProgramRun.Signal(process, "STOP");
        using (var runner = Run(Settings(broker.Port)))
        {
            runner.Offer(Decision(1, 0.9f, false), []);
            Wait(() => seen.Count >= 3 ? "" : null);
            Assert.Equal(["board/status online", "board/status offline", "board/status online"], seen);
            process.Kill();
            process.WaitForExit();
            Thread.Sleep(500);
            Assert.Equal(3, seen.Count);
        }

        Wait(() => seen.Count >= 4 ? "" : null);
    });

    [Fact]
    public void A_broker_that_takes_everyone_and_hangs_up_is_tried_later_and_later() => Bounded.Run(() =>
    {
        using var broker = new ScriptedBroker([0x20, 0x02, 0x00, 0x00]);
        var began = Stopwatch.GetTimestamp();
        using var client = Connect(Settings(broker.Port));
        Wait(() => broker.Connections.Count >= 4 ? "" : null);
        // Counted from the beginning: a connection is seen late, perhaps, and never early.
        var times = broker.Connections.Select(time => Stopwatch.GetElapsedTime(began, time).TotalMilliseconds).ToArray();
        Assert.InRange(times[3], 500 + 1000 + 2000 - 100, double.PositiveInfinity);
        // Between an answer and the hanging up there is no problem, for a moment.
        Assert.Equal($"mqtt://127.0.0.1:{broker.Port}: the broker took us and hung up soon after; does another program publish below board, too.", Wait(() => client.Problem));
    });

    [Fact]
    public void What_is_not_acknowledged_is_not_taken_leave_of_so_that_the_will_speaks() => Bounded.Run(() =>
    {
        using var broker = new ScriptedBroker([0x20, 0x02, 0x00, 0x00]) { IsPatient = true };
        var runner = Run(Settings(broker.Port));
        runner.Offer(Decision(1, 0.9f, false), []);
        Wait(() => broker.Received.Length > 0 ? "" : null);
        runner.Dispose();
        broker.WaitUntilLeft();
        Assert.NotEqual([0xE0, 0x00], broker.Received[^2..]);
    });

    [Fact]
    public void A_broker_that_is_slow_gets_everything_and_learns_of_the_end() => Bounded.Run(() =>
    {
        using var broker = new Broker();
        using var relay = new Relay(broker.Port, TimeSpan.FromMilliseconds(400));
        var seen = broker.Subscribe("board/#");
        var runner = Run(Settings(relay.Port));
        runner.Offer(Decision(1, 0.9f, true), [new RuleEvent(0, true, 1, DateTimeOffset.UnixEpoch)]);
        Await(seen, "board/status online", "board/rules/front_door ON");
        for (var i = 2; i < 6; i++)
            runner.Offer(Decision(i, 0.9f, i % 2 == 1), [new RuleEvent(0, i % 2 == 1, i, DateTimeOffset.UnixEpoch)]);
        Await(seen, line => line.EndsWith("\"score\":5}", StringComparison.Ordinal));
        var scores = seen.Where(line => line.StartsWith("board/events ", StringComparison.Ordinal)).Select(line => JsonDocument.Parse(line["board/events ".Length..]).RootElement.GetProperty("score").GetInt32()).Distinct();
        Assert.Equal(Enumerable.Range(1, 5), scores);
        runner.Dispose();
        Await(seen, "board/status offline");
    });

    [Fact]
    public void A_slow_broker_does_not_hold_up_the_end() => Bounded.Run(() => Prompt.Within(TimeSpan.FromSeconds(1), () =>
    {
        using var broker = new Broker();
        using var relay = new Relay(broker.Port, TimeSpan.FromMilliseconds(700));
        var seen = broker.Subscribe("board/status");
        var runner = Run(Settings(relay.Port));
        // The answer is still on its way when it is awaited, and so is the end.
        runner.Offer(Decision(1, 0.9f, false), []);
        Thread.Sleep(100);
        var waiting = Prompt.Time(runner.Dispose);
        runner = Run(Settings(relay.Port));
        Await(seen, "board/status online");
        var connected = Prompt.Time(runner.Dispose);
        return waiting > connected ? waiting : connected;
    }));

    [Fact]
    public void A_broker_that_asks_for_a_certificate_gets_ours() => Bounded.Run(() =>
    {
        using var place = new Workplace();
        using var certificates = TestCertificates.Make(place.Folder);
        using var broker = new Broker($"cafile {certificates.Authority}", $"certfile {certificates.Certificate}", $"keyfile {certificates.Key}", "require_certificate true");
        var settings = Settings(broker.Port) with { Tls = true, Host = "localhost", Authorities = certificates.Authority };
        Assert.StartsWith($"mqtts://localhost:{broker.Port}: ", Refusal(settings), StringComparison.Ordinal);
        var seen = broker.Subscribe("board/status", "--cafile", certificates.Authority, "--cert", certificates.Certificate, "--key", certificates.Key, "-h", "localhost");
        using var second = Run(settings with { Certificate = certificates.Certificate, Key = certificates.Key });
        second.Offer(Decision(1, 0.9f, false), []);
        Await(seen, "board/status online");
    });

    [Fact]
    public void A_broker_is_reached_by_its_IPv6_address() => Bounded.Run(() =>
    {
        Assert.SkipUnless(System.Net.Sockets.Socket.OSSupportsIPv6 && System.Net.NetworkInformation.NetworkInterface.GetAllNetworkInterfaces().Any(one => one.GetIPProperties().UnicastAddresses.Any(address => address.Address.Equals(System.Net.IPAddress.IPv6Loopback))), "there is no IPv6 here");
        using var silent = new System.Net.Sockets.TcpListener(System.Net.IPAddress.IPv6Loopback, 0);
        silent.Start();
        var port = ((System.Net.IPEndPoint)silent.LocalEndpoint).Port;
        var settings = RunSettingsFile.Parse("/edgeconv.json", System.Text.Encoding.UTF8.GetBytes($$"""{ "mqtt": { "broker": "[::1]:{{port}}" } }""")).Mqtt!;
        using var runner = Run(settings);
        using var client = silent.AcceptTcpClient();
        Assert.Equal(0x10, client.GetStream().ReadByte());
    });

    [Fact]
    public void A_connection_is_said_to_whoever_waits_for_the_next_attempt() => Bounded.Run(() =>
    {
        using var broker = new Broker();
        using var sink = new MqttSink(Settings(broker.Port), Names, TimeProvider.System);
        sink.Begin();
        Assert.True(sink.Recovered.WaitOne(20_000));
        broker.Stop();
        Assert.False(sink.Recovered.WaitOne(200));
        broker.Start();
        Assert.True(sink.Recovered.WaitOne(20_000));
    });

    [Fact]
    public void A_run_that_is_killed_is_offline_by_its_will() => Bounded.Run(() =>
    {
        using var broker = new Broker();
        var seen = broker.Subscribe("board/status");
        using var place = new Workplace();
        var file = place.Lines("run.json", $$"""{ "camera": { "source": "raw:grey:64x64:-" }, "output": { "format": "none" }, "mqtt": { "broker": "127.0.0.1:{{broker.Port}}", "topic": "board" } }""");
        using var process = ProgramRun.Start("run", "--config", file);
        process.StandardInput.BaseStream.Write(new byte[64 * 64]);
        process.StandardInput.BaseStream.Flush();
        Await(seen, "board/status online");
        process.Kill();
        process.WaitForExit();
        Await(seen, "board/status offline");
    });

    [Theory]
    [InlineData("nobody there", null, "Connection refused.")]
    [InlineData("refuses", new byte[] { 0x20, 0x02, 0x00, 0x05 }, "not authorised")]
    [InlineData("hangs up", new byte[0], "")]
    public void A_broker_that_does_not_take_us_is_a_sentence_told_once(string what, byte[]? answer, string message) => Bounded.Run(() =>
    {
        Assert.NotEmpty(what);
        using var broker = answer is null ? null : new ScriptedBroker(answer);
        // Who has a port and does not listen refuses all that come, and nobody else can have it.
        using var nobody = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        nobody.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var port = broker?.Port ?? ((IPEndPoint)nobody.LocalEndPoint!).Port;
        using var runner = Run(Settings(port) with { FirstAnswer = TimeSpan.FromSeconds(20) });
        // A decision that comes before the first attempt has ended waits for long, and is told of it then.
        Pause(200);
        for (var i = 0; i < 40; i++)
        {
            runner.Offer(Decision(i, 0.9f, false), []);
            Pause(50);
        }

        Until(() => _journal.Lines.Count > 0);
        Assert.Single(_journal.Lines);
        Assert.StartsWith($"warning: mqtt: mqtt://127.0.0.1:{port}: ", _journal.Lines[0], StringComparison.Ordinal);
        Assert.Contains(message, _journal.Lines[0], StringComparison.Ordinal);
    });

    [Fact]
    public void A_broker_that_does_not_answer_is_told_within_ten_seconds_and_holds_up_no_end() => Bounded.Run(() =>
    {
        Prompt.Within(TimeSpan.FromSeconds(10), () => MeetSilence().Telling);
        Prompt.Within(TimeSpan.FromSeconds(5), () => MeetSilence().Ending);
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_broker_that_does_not_answer_is_given_up_and_tried_again_later_and_later_until_one_answers(bool tls) => Bounded.Run(() =>
    {
        using var place = new Workplace();
        using var certificates = TestCertificates.Make(place.Folder);
        using var broker = new Broker(tls ? [$"certfile {certificates.Certificate}", $"keyfile {certificates.Key}"] : []);
        broker.Stop();
        var settings = Settings(broker.Port) with { AnswerTime = TimeSpan.FromSeconds(1), Tls = tls, Host = "localhost", Authorities = tls ? certificates.Authority : null };
        using var silent = new ScriptedBroker([], broker.Port) { IsPatient = true };
        var began = Stopwatch.GetTimestamp();
        using var runner = Run(settings);
        // By the second connection the first is given up, and that is what a decision meets.
        Wait(() => silent.Connections.Count >= 2 ? "" : null);
        runner.Offer(Decision(1, 0.9f, false), []);
        Wait(() => silent.Connections.Count >= 3 ? "" : null);

        // Counted from the beginning: a connection is seen late, perhaps, and never early.
        var times = silent.Connections.Select(time => Stopwatch.GetElapsedTime(began, time).TotalMilliseconds).ToArray();
        Assert.InRange(times[1], 1000 + 500 - 50, double.PositiveInfinity);
        Assert.InRange(times[2], 1000 + 500 + 1000 + 1000 - 100, double.PositiveInfinity);
        Wait(() => _journal.Lines.Count > 0 ? "" : null);
        silent.Dispose();
        broker.Start();
        var seen = tls ? broker.Subscribe("board/status", "--cafile", certificates.Authority, "-h", "localhost") : broker.Subscribe("board/status");
        Await(seen, "board/status online");
        Wait(() => _journal.Lines.Count > 1 ? "" : null);
        Assert.Collection(
            _journal.Lines,
            line => Assert.Equal($"warning: mqtt: mqtt{(tls ? "s" : "")}://localhost:{broker.Port}: something is there, but does not answer as a broker.", line),
            line => Assert.StartsWith("note: mqtt: gets through again", line, StringComparison.Ordinal));
    });

    [Fact]
    public void A_broker_that_acknowledges_nothing_fills_a_bounded_buffer() => Bounded.Run(() =>
    {
        using var broker = new ScriptedBroker([0x20, 0x02, 0x00, 0x00]) { IsPatient = true };
        using var runner = Run(Settings(broker.Port) with { AcknowledgementTime = TimeSpan.FromMilliseconds(500) });
        for (var i = 0; _journal.Lines.Count == 0; i++)
        {
            runner.Offer(Decision(i, 0.9f, i % 2 == 0), [new RuleEvent(0, i % 2 == 0, i, DateTimeOffset.UnixEpoch)]);
            Pause(5);
        }

        Assert.Contains("100 messages are not acknowledged", Assert.Single(_journal.Lines), StringComparison.Ordinal);
        for (var i = 0; i < 1000; i++)
            runner.Offer(Decision(i, 0.9f, i % 2 == 0), [new RuleEvent(0, i % 2 == 0, i, DateTimeOffset.UnixEpoch)]);
        Assert.True(runner.LostEvents >= 1000 - 2 * 256, $"{runner.LostEvents} events were lost");
    });

    [Fact]
    public void A_password_is_read_from_a_file_and_a_wrong_one_is_told() => Bounded.Run(() =>
    {
        using var place = new Workplace();
        var passwords = Path.Combine(place.Folder, "passwords");
        Assert.SkipUnless(File.Exists("/usr/bin/mosquitto_passwd"), "mosquitto_passwd is not installed.");
        using (var passwd = Bounded.Started(Process.Start("/usr/bin/mosquitto_passwd", ["-c", "-b", passwords, "edge", "secret"])))
            passwd.WaitForExit();
        TestCertificates.LetBrokerRead(passwords);
        using var broker = new Broker($"password_file {passwords}", "allow_anonymous false");
        var file = Path.Combine(place.Folder, "password");
        File.WriteAllText(file, "wrong\n");
        var settings = Settings(broker.Port) with { User = "edge", PasswordFile = file };
        Assert.Contains("not authorised", Refusal(settings), StringComparison.Ordinal);
        File.WriteAllText(file, "secret\n");
        var seen = broker.Subscribe("board/status", "-u", "edge", "-P", "secret");
        using var second = Run(settings);
        second.Offer(Decision(1, 0.9f, false), []);
        Await(seen, "board/status online");
    });

    [Fact]
    public void An_encrypted_connection_verifies_the_broker() => Bounded.Run(() =>
    {
        using var place = new Workplace();
        using var certificates = TestCertificates.Make(place.Folder);
        using var broker = new Broker($"cafile {certificates.Authority}", $"certfile {certificates.Certificate}", $"keyfile {certificates.Key}");
        var settings = Settings(broker.Port) with { Tls = true, Host = "localhost" };
        var refusal = Refusal(settings);
        Assert.StartsWith($"mqtts://localhost:{broker.Port}: ", refusal, StringComparison.Ordinal);
        Assert.Contains("certificate verify failed", refusal, StringComparison.Ordinal);
        var seen = broker.Subscribe("board/status", "--cafile", certificates.Authority, "-h", "localhost");
        using var second = Run(settings with { Authorities = certificates.Authority });
        second.Offer(Decision(1, 0.9f, false), []);
        Await(seen, "board/status online");
    });

    [Fact]
    public void A_missing_certificate_is_an_error_at_once()
    {
        var settings = Settings(1) with { Tls = true, Authorities = "/nowhere/ca.pem" };
        Assert.Equal("mqtt: /nowhere/ca.pem: there is no such file.", Assert.Throws<IOException>(() => new MqttSink(settings, Names, TimeProvider.System)).Message);
    }

    [Fact]
    public void A_key_that_may_not_be_read_is_named_at_once()
    {
        Assert.SkipWhen(Environment.UserName == "root", "needs a file that may not be read");
        using var place = new Workplace();
        var file = place.Lines("key.pem", "secret");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.None);
        var settings = Settings(1) with { Tls = true, Certificate = file, Key = file };
        Assert.Equal($"mqtt: {file}: the current user may not read it.", Assert.Throws<IOException>(() => new MqttSink(settings, Names, TimeProvider.System)).Message);
    }

    private static (TimeSpan Telling, TimeSpan Ending) MeetSilence()
    {
        using var silent = new ScriptedBroker([]) { IsPatient = true };
        var journal = new Notebook();
        var runner = Run(DefaultSettings(silent.Port) with { AnswerTime = TimeSpan.FromMinutes(10) }, journal);
        var telling = Prompt.Time(() =>
        {
            runner.Offer(Decision(1, 0.9f, false), []);
            Wait(() => journal.Lines.Count > 0 ? "" : null);
        });
        var ending = Prompt.Time(runner.Dispose);
        Assert.Equal([$"warning: mqtt: mqtt://127.0.0.1:{silent.Port}: the broker has not answered yet."], journal.Lines);
        return (telling, ending);
    }

    /// <summary>Why the first attempt to connect fails, as the sink tells it.</summary>
    private static string Refusal(MqttSettings settings)
    {
        using var client = Connect(settings);
        return Wait(() => client.Problem);
    }

    private static MqttClient Connect(MqttSettings settings)
    {
        var client = new MqttClient(settings, MqttTopics.Bytes("board/status"), null, TimeProvider.System);
        client.Start();
        return client;
    }

    private static MqttSettings DefaultSettings(int port) => new() { Host = "127.0.0.1", Port = port, Topic = "board", Name = "Hall", Discovery = "homeassistant" };

    /// <summary>Settings with which nothing is given up because the machine stands still for a while.</summary>
    private static MqttSettings Settings(int port) => DefaultSettings(port) with
    {
        AnswerTime = TimeSpan.FromMinutes(10),
        FirstAnswer = TimeSpan.FromMinutes(10),
        AcknowledgementTime = TimeSpan.FromMinutes(10),
    };

    private static Decision Decision(long number, float score, bool holds)
    {
        var decision = new Decision(2, 2);
        decision.Describe(number, number, 0, 0, DateTimeOffset.UnixEpoch);
        decision.Name([0.05f, score, 0.3f], 0.1f);
        decision.SetRule(0, holds);
        return decision;
    }

    private SinkRunner Run(MqttSettings settings) => Run(settings, _journal);

    private static SinkRunner Run(MqttSettings settings, Notebook journal)
    {
        var runner = new SinkRunner(new MqttSink(settings, Names, TimeProvider.System), new Condition("mqtt", journal, TimeProvider.System), () => new Decision(2, 2));
        runner.Start();
        return runner;
    }
}
