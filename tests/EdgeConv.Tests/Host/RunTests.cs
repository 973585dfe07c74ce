using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using static EdgeConv.Tests.Awaiting;

namespace EdgeConv.Tests.Host;

public class RunTests(Workplace place) : IClassFixture<Workplace>
{
    private const int Side = 8;

    [Fact]
    public void A_pipe_of_frames_becomes_lines() => Bounded.Run(() =>
    {
        using var process = ProgramRun.Start("run", "--camera", $"raw:rgb24:{Side}x{Side}:-", "--model", place.Model);
        foreach (var (index, colour) in new[] { "red", "green", "blue" }.Index())
        {
            // None comes before the one before it was decided on: none is passed over.
            process.StandardInput.BaseStream.Write(Frame(index));
            process.StandardInput.BaseStream.Flush();
            var lines = ReadUntil(process, $@"^\d\d:\d\d:\d\d\.\d\d  {colour} (0\.9\d|1\.00)$");
            Assert.All(lines, line => Assert.Matches(@"^\d\d:\d\d:\d\d\.\d\d  (the picture is (usable|dark|overexposed|blurred|covered)|no frames)$", line));
            // The decision on the first frame does not wait for what its picture was like, and the next one tells it.
            if (index < 2)
                Assert.Equal(index == 1, lines.Any(line => line.Contains("the picture is", StringComparison.Ordinal)));
        }

        process.StandardInput.Close();
        var end = ProgramRun.End(process);
        Assert.Equal(0, end.ExitCode);
        Assert.Matches("^edgeconv: 3 frames captured, 0 lost, 0 damaged; 3 decided on, 0 passed over for newer ones, 0 unreadable; from sensor to decision ", end.Error);
    });

    [Theory]
    [InlineData("raw:rgb24:8x8:-", "", "standard input: it ended before the first whole frame.")]
    [InlineData("raw:rgb24:8x8:-", "half a frame", "standard input: it ended before the first whole frame.")]
    [InlineData("y4m:-", "", "standard input: there is nothing in it: it ended before the first frame.")]
    [InlineData("-", "neither", "standard input: the first bytes are neither y4m nor JPEG. Raw frames must be described, as in raw:i420:640x480:-")]
    [InlineData("y4m:-", "YUV4MPEG2 W2 H2 Cmono\nFRAME\n1234FRAME\n1234FRAMF\n", "standard input: where a line FRAME was due there is something else: bytes of the y4m stream were lost.")]
    public void Input_that_cannot_be_read_again_ends_the_run_with_the_reason(string camera, string input, string reason)
    {
        var run = ProgramRun.With(System.Text.Encoding.ASCII.GetBytes(input), "run", "--camera", camera, "--model", place.Model);
        Assert.Equal(1, run.ExitCode);
        Assert.EndsWith($"\nedgeconv: {reason}\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_frame_is_accounted_for()
    {
        var run = ProgramRun.With([.. Enumerable.Range(0, 5000).SelectMany(i => Frame(i % 3))], "run", "--camera", $"raw:rgb24:{Side}x{Side}:-", "--model", place.Model, "--json", "--all");
        Assert.Equal(0, run.ExitCode);
        var counts = Regex.Match(run.Error, @"(\d+) frames captured, 0 lost, 0 damaged; (\d+) decided on, (\d+) passed over");
        Assert.Equal(5000, int.Parse(counts.Groups[1].ValueSpan));
        Assert.Equal(5000, int.Parse(counts.Groups[2].ValueSpan) + int.Parse(counts.Groups[3].ValueSpan));
        long last = 0;
        foreach (var decision in Decisions(run))
        {
            var number = decision.GetProperty("frame").GetInt64();
            Assert.True(number > last);
            last = number;
        }

        Assert.Equal(int.Parse(counts.Groups[2].ValueSpan), last);
    }

    [Fact]
    public void A_configuration_says_it_all_and_the_command_line_prevails()
    {
        var file = place.Lines(
            "edgeconv.json",
            """{ "camera": { "source": "y4m:-" }, "model": { "file": "colours.tflite" }, "decision": { "top": 1, "threshold": 0 },""",
            """  "rules": [ { "name": "rot", "labels": "RED", "atLeast": 0.9, "frames": 1 } ], "output": { "format": "json" } }""");
        var run = ProgramRun.With(Frame(0), "run", "-c", file, "--camera", $"raw:rgb24:{Side}x{Side}:-");
        Assert.Equal(0, run.ExitCode);
        var decision = Assert.Single(Decisions(run));
        Assert.Equal("red", Assert.Single(decision.GetProperty("predictions").EnumerateArray()).GetProperty("label").GetString());
        Assert.Equal("rot", Assert.Single(decision.GetProperty("rules").EnumerateArray()).GetString());
        Assert.True(Assert.Single(decision.GetProperty("events").EnumerateArray()).GetProperty("active").GetBoolean());
    }

    [Fact]
    public void A_check_explains_and_opens_no_camera()
    {
        var file = place.Lines(
            "check.json",
            """{ "camera": { "source": "/dev/video77", "rotate": 90 }, "model": { "file": "colours.tflite" }, "decision": { "smoothedFrames": 5 },""",
            """  "rules": [ { "name": "warm", "labels": ["red", "2"], "atLeast": 0.7, "releaseBelow": 0.5, "frames": 3, "hold": "5 s" } ] }""");
        var run = ProgramRun.Of("run", "--check", "--config", file).AssertSucceeds();
        Assert.Equal(
            [
                "camera    /dev/video77, turned by 90 degrees",
                $"model     {place.Model}",
                "decisions the best 3 of scores of at least 0.1, means of 5 frames",
                "picture   checked every 1 s",
                "rule      warm: red or 2 at 0.7 or more in 3 frames running; ends below 0.5 for 5 s",
                "output    text, changes",
            ],
            run.Lines);
    }

    [Fact]
    public void A_rule_for_a_class_that_is_not_there_names_near_ones()
    {
        var file = place.Lines("near.json", """{ "model": { "file": "colours.tflite" }, "rules": [ { "name": "n", "labels": "gren" } ] }""");
        ProgramRun.Of("run", "--config", file).AssertFails("Rule \"n\": the model has no class \"gren\"; near ones are \"green\", \"red\", \"blue\".");
    }

    [Fact]
    public void A_broken_configuration_is_told_line_by_line()
    {
        var file = place.Lines("broken.json", "{ \"camera\": { \"rotate\": 1 } }");
        ProgramRun.Of("run", "-c", file).AssertFails($"{file}:1:25: camera.rotate: must be 0, 90, 180 or 270 degrees, clockwise.");
    }

    [Fact]
    public void A_configuration_that_cannot_be_read_is_a_sentence()
    {
        ProgramRun.Of("run", "-c", place.At("absent.json")).AssertFails($"{place.At("absent.json")}: there is no such configuration. Check the spelling and the current folder.");
        ProgramRun.Of("run", "-c", place.Folder).AssertFails($"{place.Folder}: this is a folder; a configuration is a file of JSON. `edgeconv run --help` shows how to go without one.");
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs /dev/zero");
        ProgramRun.Of("run", "-c", "/dev/zero").AssertFails("/dev/zero: more than 64 KiB are too much for a configuration.");
    }

    [Theory]
    [InlineData("nowhere.tflite")]
    [InlineData("red.png")]
    public void A_model_that_is_none_is_a_sentence(string model)
    {
        var run = ProgramRun.Of("run", "--camera", "y4m:-", "--model", place.At(model));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(place.At(model), run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Trim().Split('\n'));
    }

    [Fact]
    public void It_ends_when_nobody_reads_any_more() => Bounded.Run(() =>
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs POSIX pipes");
        using var process = ProgramRun.Start("run", "--camera", $"raw:rgb24:{Side}x{Side}:-", "--model", place.Model, "--json", "--all");
        var input = process.StandardInput.BaseStream;
        input.Write(Frame(0));
        input.Flush();
        Assert.NotNull(process.StandardOutput.ReadLine());
        process.StandardOutput.Close();
        while (!process.HasExited)
        {
            try
            {
                input.Write(Frame(0));
                input.Flush();
            }
            catch (IOException) when (process.WaitForExit(60_000))
            {
                // It ended while this was written.
            }

            Pause(20);
        }

        Assert.Equal(0, process.ExitCode);
        Assert.StartsWith("edgeconv: ", process.StandardError.ReadToEnd(), StringComparison.Ordinal);
    });

    [Fact]
    public void A_camera_that_is_not_there_is_waited_for_until_the_program_is_stopped() => Bounded.Run(() =>
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs POSIX signals");
        Prompt.Within(TimeSpan.FromSeconds(3), () =>
        {
            using var process = ProgramRun.Start("run", "--camera", "/dev/video77");
            Assert.StartsWith("edgeconv: camera: /dev/video77", ProgramRun.ReadErrorLine(process), StringComparison.Ordinal);
            Assert.False(process.WaitForExit(1500));
            return Prompt.Time(() =>
            {
                ProgramRun.Signal(process, "TERM");
                Assert.Equal(0, ProgramRun.End(process).ExitCode);
            });
        });
    }, seconds: 240);

    [Fact]
    public void A_signal_has_the_configuration_read_again_and_a_broken_one_changes_nothing() => Bounded.Run(() =>
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs POSIX signals");
        var file = Configuration("text");
        using var process = ProgramRun.Start("run", "-c", file);
        Send(0);
        Assert.Empty(ReadUntil(process, "  red 1.00$"));

        place.Lines("reload.json", "{ \"camera\": 7 }");
        Signal();
        Assert.Equal($"edgeconv: the configuration was not read again, the old one stays: {file}:1:13: camera: must be a group of settings in braces, not 7.", ProgramRun.ReadErrorLine(process));
        Send(1);
        Assert.All(ReadUntil(process, "  green 1.00$"), line => Assert.EndsWith("  no frames", line, StringComparison.Ordinal));

        Configuration("json");
        Signal();
        Assert.Equal("edgeconv: the configuration was read again", ProgramRun.ReadErrorLine(process));
        Assert.StartsWith("edgeconv: 2 frames captured", ProgramRun.ReadErrorLine(process), StringComparison.Ordinal);
        Send(2);
        Assert.All(ReadUntil(process, """"^{.*"predictions":\[{"index":2,"label":"blue",""""), line => Assert.Contains("\"blind\":true", line, StringComparison.Ordinal));
        process.StandardInput.Close();
        Assert.Equal(0, ProgramRun.End(process).ExitCode);

        string Configuration(string format) => place.Lines(
            "reload.json",
            $$"""{ "camera": { "source": "raw:rgb24:{{Side}}x{{Side}}:-" }, "model": { "file": "colours.tflite" }, "pictureCheck": { "enabled": false }, "output": { "format": "{{format}}" } }""");

        void Send(int channel)
        {
            process.StandardInput.BaseStream.Write(Frame(channel));
            process.StandardInput.BaseStream.Flush();
        }

        void Signal() => ProgramRun.Signal(process, "HUP");
    });

    /// <summary>Lines of JSON but for those that say that nothing is seen: they depend on whether the machine stood still.</summary>
    private static IEnumerable<JsonElement> Decisions(ProgramRun run) => run.Lines.Select(line => JsonDocument.Parse(line).RootElement).Where(line => !line.TryGetProperty("blind", out _));

    /// <summary>Reads lines of standard output until one is as it is meant to be.</summary>
    /// <returns>The lines before it.</returns>
    private static List<string> ReadUntil(Process process, string pattern)
    {
        var lines = new List<string>();
        while (true)
        {
            var line = process.StandardOutput.ReadLine();
            Assert.True(line is not null, $"It ended, having written: {string.Join(" / ", lines)}");
            if (Regex.IsMatch(line, pattern))
                return lines;
            lines.Add(line);
        }
    }

    private static byte[] Frame(int channel)
    {
        var frame = new byte[Side * Side * 3];
        for (var i = channel; i < frame.Length; i += 3)
            frame[i] = 255;
        return frame;
    }
}
