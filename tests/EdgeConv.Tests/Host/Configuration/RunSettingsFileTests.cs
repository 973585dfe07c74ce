using System.Text;
using EdgeConv.Devices.Gpio;
using EdgeConv.Host.Configuration;
using EdgeConv.Host.Failures;
using EdgeConv.Vision.Resizing;

namespace EdgeConv.Tests.Host.Configuration;

public class RunSettingsFileTests
{
    [Fact]
    public void An_empty_group_is_the_defaults() => Assert.Equivalent(RunSettings.Default, Parse("{}"));

    [Fact]
    public void Every_setting_is_read()
    {
        var settings = Parse(
            """
            {
              // Comments are allowed.
              "camera": { "source": "y4m:-,fps=5", "rotate": 90, "mirror": true, "fit": "letterbox", "filter": "bilinear" },
              "model": { "file": "m.tflite", "labels": "/l.txt" },
              "decision": { "top": 2, "threshold": 0.25, "smoothedFrames": 4 },
              "rules": [
                { "name": "visitor", "labels": ["person", "17"], "atLeast": 0.7, "releaseBelow": 0.5, "frames": 3, "hold": "1.5 s" },
                { "name": "cat", "labels": "cat" },
              ],
              "pictureCheck": { "every": "10 s" },
              "output": { "format": "json", "decisions": "all" },
            }
            """);
        Assert.Equal(("y4m:-,fps=5", 90, true, FitMode.Letterbox, ResizeFilter.Bilinear), (settings.Camera, settings.Rotate, settings.Mirror, settings.Fit, settings.Filter));
        Assert.Equal((Path.GetFullPath("/etc/m.tflite"), "/l.txt"), (settings.Model, settings.Labels));
        Assert.Equal((2, 0.25f, 4), (settings.Top, settings.Threshold, settings.SmoothedFrames));
        Assert.Equal(TimeSpan.FromSeconds(10), settings.CheckEvery);
        Assert.Null(Parse("""{ "pictureCheck": { "enabled": false } }""").CheckEvery);
        Assert.Equal((OutputKind.Json, DecisionPace.Frames), (settings.Output, settings.Pace));
        Assert.Equivalent(new RuleSettings("visitor", ["person", "17"], 0.7f, 3, 0.5f, TimeSpan.FromSeconds(1.5)), settings.Rules[0]);
        Assert.Equivalent(new RuleSettings("cat", ["cat"], 0.5f, 1, 0.5f, TimeSpan.Zero), settings.Rules[1]);
    }

    [Fact]
    public void All_problems_are_told_with_their_places()
    {
        var problem = Assert.Throws<ConfigurationException>(() => Parse(
            """
            {
              "camera": { "source": "raw:yuyv:640", "rotate": 45, "fit": "squeeze" },
              "model": [],
              "decison": {},
              "decision": { "top": 0, "threshold": "high", "smoothedFrames": 1.5 },
              "rules": [
                { "labels": [], "atLeast": 0.5, "releaseBelow": 0.6, "hold": "soon" },
                { "name": "a", "labels": "x" },
                { "name": "a", "labels": 3, "Frames": 2 },
                7,
              ],
              "output": { "format": "json", "format": "xml" },
            }
            """));
        Assert.Equal(
            """
            /etc/edgeconv.json:2:25: camera.source: raw:yuyv:640: 640 is no size; write it as in size=640x480, with sides of 1 to 16384.
            /etc/edgeconv.json:2:51: camera.rotate: must be 0, 90, 180 or 270 degrees, clockwise.
            /etc/edgeconv.json:2:62: camera.fit: "squeeze" is none of "crop", "letterbox", "stretch".
            /etc/edgeconv.json:3:12: model: must be a group of settings in braces, not a list.
            /etc/edgeconv.json:4:3: decison: there is no such setting; did you mean "decision"?
            /etc/edgeconv.json:5:24: decision.top: must be a whole number from 1 to 100, not 0.
            /etc/edgeconv.json:5:40: decision.threshold: must be a number from 0 to 1, not "high".
            /etc/edgeconv.json:5:66: decision.smoothedFrames: must be a whole number from 1 to 1000, not 1.5.
            /etc/edgeconv.json:7:5: rules[0].name: is missing.
            /etc/edgeconv.json:7:17: rules[0].labels: must be a text in quotes, or a list of at least one.
            /etc/edgeconv.json:7:53: rules[0].releaseBelow: is above atLeast: the rule would end in the frame it begins in.
            /etc/edgeconv.json:7:66: rules[0].hold: must be a time from 0 ms to 24 h, as "5 s" or "500 ms", not "soon".
            /etc/edgeconv.json:9:15: rules[2].name: there is another rule "a".
            /etc/edgeconv.json:9:30: rules[2].labels: must be a text in quotes, or a list of at least one.
            /etc/edgeconv.json:9:33: rules[2].Frames: there is no such setting; did you mean "frames"?
            /etc/edgeconv.json:10:5: rules[3]: must be a group of settings in braces, not 7.
            /etc/edgeconv.json:12:33: output.format: is there twice.
            /etc/edgeconv.json:12:43: output.format: "xml" is none of "text", "json", "none".
            """,
            problem.Message,
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Actions_are_read_and_checked()
    {
        var rule = Parse("""{ "rules": [ { "name": "a", "labels": "x", "actions": [ { "line": 17 }, { "line": 5, "chip": 4, "activeLow": true } ] } ] }""").Rules[0];
        Assert.Equal([new LineAction(new OutputLineName(17, null), false), new LineAction(new OutputLineName(5, 4), true)], rule.Lines);
        Assert.Equal(
            """
            /etc/edgeconv.json:1:57: rules[0].actions[0].line: is missing: which line is switched?
            /etc/edgeconv.json:1:71: rules[0].actions[1].line: must be a whole number from 0 to 1023, not -1.
            /etc/edgeconv.json:1:75: rules[0].actions[1].pin: there is no such setting; did you mean "line"?
            /etc/edgeconv.json:1:130: rules[0].actions[3].activeLow: line 17 is active at the other level in another action.
            """,
            Assert.Throws<ConfigurationException>(() => Parse("""{ "rules": [ { "name": "a", "labels": "x", "actions": [ {}, { "line": -1, "pin": 2 }, { "line": 17 }, { "line": 17, "activeLow": true } ] } ] }""")).Message,
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void A_broker_is_read_with_its_defaults()
    {
        Assert.Null(Parse("{}").Mqtt);
        var plain = Parse("""{ "mqtt": { "broker": "hall.local" } }""").Mqtt!;
        Assert.Equal(("hall.local", 1883, false), (plain.Host, plain.Port, plain.Tls));
        Assert.Equal(($"edgeconv/{Environment.MachineName}", "homeassistant", TimeSpan.FromSeconds(10)), (plain.Topic, plain.Discovery, plain.Every));
        var full = Parse("""{ "mqtt": { "broker": "mqtts://[::1]", "user": "me", "passwordFile": "p", "authorities": "/ca.pem", "certificate": "c.pem", "key": "k.pem", "topic": "home/door", "name": "Door", "homeAssistant": false, "every": "1 s" } }""").Mqtt!;
        Assert.Equal(("::1", "mqtts://[::1]:8883"), (full.Host, full.Broker));
        Assert.Equal((8883, true, "me", "/etc/p", "/ca.pem", "/etc/c.pem", "/etc/k.pem"), (full.Port, full.Tls, full.User, full.PasswordFile, full.Authorities, full.Certificate, full.Key));
        Assert.Equal(("home/door", "Door", null, TimeSpan.FromSeconds(1)), (full.Topic, full.Name, full.Discovery, full.Every));
    }

    [Theory]
    [InlineData("""{}""", "1:11: mqtt.broker: is missing.")]
    [InlineData("""{ "broker": "http://x" }""", "1:23: mqtt.broker: \"http://x\" is no broker: write mqtt://HOST, mqtts://HOST for an encrypted connection, with :PORT where it is not 1883 or 8883; the user stands in \"user\".")]
    [InlineData("""{ "broker": "x:0" }""", "1:23: mqtt.broker: \"x:0\" is no broker: write mqtt://HOST, mqtts://HOST for an encrypted connection, with :PORT where it is not 1883 or 8883; the user stands in \"user\".")]
    [InlineData("""{ "broker": "me:secret@x" }""", "1:23: mqtt.broker: this is no broker: write mqtt://HOST, mqtts://HOST for an encrypted connection, with :PORT where it is not 1883 or 8883; the user stands in \"user\".")]
    [InlineData("""{ "broker": "x", "topic": "a/#" }""", "1:37: mqtt.topic: must be a topic without +, #, a leading $ and slashes at its ends, as in \"home/door\".")]
    [InlineData("""{ "broker": "x", "authorities": "ca.pem" }""", "1:23: mqtt.broker: certificates are for encrypted connections: write mqtts://…")]
    [InlineData("""{ "broker": "mqtts://x", "key": "k.pem" }""", "1:43: mqtt.key: a certificate and its key go together.")]
    [InlineData("""{ "broker": "x", "passwordFile": "p" }""", "1:44: mqtt.passwordFile: whose password? \"user\" is missing.")]
    public void A_broker_that_cannot_be_meant_is_refused(string group, string message) =>
        Assert.Equal($"/etc/edgeconv.json:{message}", Assert.Throws<ConfigurationException>(() => Parse($$"""{ "mqtt": {{group}} }""")).Message);

    [Theory]
    [InlineData("""{ "mqtt": "mqtt://me:secret@x" }""")]
    [InlineData("""{ "mqtt": { "broker": "http://me:secret@x" } }""")]
    [InlineData("""{ "mqtt": { "broker": "x", "every": "me:secret@x" } }""")]
    [InlineData("""{ "output": { "format": "me:secret@x" } }""")]
    public void What_may_be_a_password_is_not_repeated(string contents) =>
        Assert.DoesNotContain("secret", Assert.Throws<ConfigurationException>(() => Parse(contents)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{ "line": 17 }, { "line": 17, "chip": 4 }""", true)]
    [InlineData("""{ "line": 17, "chip": 0 }, { "line": 17 }""", true)]
    [InlineData("""{ "line": 17, "chip": 0 }, { "line": 17, "chip": 4 }, { "line": 18 }""", false)]
    public void A_line_that_may_be_another_by_its_other_name_is_refused(string actions, bool isRefused)
    {
        var contents = $$"""{ "rules": [ { "name": "a", "labels": "x", "actions": [ {{actions}} ] } ] }""";
        if (isRefused)
            Assert.Contains("rules[0].actions[1].line: line 17 is named with its chip in one action and without in another", Assert.Throws<ConfigurationException>(() => Parse(contents)).Message, StringComparison.Ordinal);
        else
            Assert.Equal(3, Parse(contents).Rules[0].Lines.Length);
    }

    [Theory]
    [InlineData("", "/etc/edgeconv.json:1:1: this is no JSON: ")]
    [InlineData("{\n  \"camera\": {\n", "/etc/edgeconv.json:3:1: this is no JSON: ")]
    [InlineData("[1]", "/etc/edgeconv.json:1:1: a configuration is a group of settings in braces, not a list.")]
    [InlineData("{} {}", "/etc/edgeconv.json:1:4: this is no JSON: ")]
    [InlineData("{ \"camera\": { \"source\": \"\\ud800\" } }", "/etc/edgeconv.json:1:25: this is no JSON: the text is not UTF-8, or has half of a pair")]
    [InlineData("\0\0", "/etc/edgeconv.json:1:1: this is no JSON: ")]
    public void What_is_no_configuration_is_refused(string contents, string message) =>
        Assert.StartsWith(message, Assert.Throws<ConfigurationException>(() => Parse(contents)).Message, StringComparison.Ordinal);

    [Fact]
    public void Damaged_files_are_refused_or_read_and_nothing_else()
    {
        var sound = Encoding.UTF8.GetBytes("""{"camera":{"source":"-","rotate":90},"rules":[{"name":"a","labels":["b"],"hold":"5 s"}],"decision":{"top":3}}""");
        var random = new Random(5);
        for (var round = 0; round < 20_000; round++)
        {
            var damaged = sound.AsSpan(0, random.Next(4) == 0 ? random.Next(sound.Length) : sound.Length).ToArray();
            for (var i = random.Next(4); i >= 0 && damaged.Length > 0; i--)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            try
            {
                RunSettingsFile.Parse("/etc/edgeconv.json", damaged);
            }
            catch (ConfigurationException problem)
            {
                Assert.NotEmpty(problem.Problems);
            }
        }
    }

    [Theory]
    [InlineData("500 ms", 500)]
    [InlineData("5s", 5000)]
    [InlineData("1.5 min", 90_000)]
    [InlineData("0.25 h", 900_000)]
    public void Times_are_read(string text, int milliseconds)
    {
        Assert.True(TimeText.TryRead(text, out var time));
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), time);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("s")]
    [InlineData("-5 s")]
    [InlineData("5 parsecs")]
    [InlineData("1e999 h")]
    [InlineData("")]
    public void What_is_no_time_is_not(string text) => Assert.False(TimeText.TryRead(text, out _));

    private static RunSettings Parse(string contents) => RunSettingsFile.Parse("/etc/edgeconv.json", Encoding.UTF8.GetBytes(contents));
}
