using System.Diagnostics;
using static EdgeConv.Tests.Awaiting;

namespace EdgeConv.Tests.Host;

public class InterruptionTests(Workplace place) : IClassFixture<Workplace>
{
    /// <summary>For three attempts, each with a program that hangs.</summary>
    private const int Seconds = 240;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public void A_long_evaluation_stops_when_asked(string signal, int exitCode) => Bounded.Run(() =>
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs POSIX signals");
        // The unreadable picture says that the work has begun.
        var list = place.Lines($"long-{signal}.txt", ["missing.png 0", .. Enumerable.Repeat("red.png 0", 1_000_000)]);
        Prompt.Within(Limit, () =>
        {
            using var process = ProgramRun.Start("evaluate", place.Model, "--list", list, "--threads", "1");
            Assert.Equal($"edgeconv: {place.At("missing.png")}: there is no such file. Check the spelling and the current folder.", ProgramRun.ReadErrorLine(process));
            return Stop(process, signal, exitCode);
        });
    }, Seconds);

    [Fact]
    public void Waiting_for_standard_input_stops_when_asked() => Bounded.Run(() =>
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs POSIX signals");
        Prompt.Within(Limit, () =>
        {
            using var process = ProgramRun.Start("classify", "-m", place.Model, "-k", "1", place.Red, "-");
            Assert.Equal(place.Red, process.StandardOutput.ReadLine());
            Assert.Equal("   99.6 %  red  (0)", process.StandardOutput.ReadLine());
            return Stop(process, "INT", 130);
        });
    }, Seconds);

    [Fact]
    public void A_long_measurement_stops_when_asked() => Bounded.Run(() =>
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs POSIX signals");
        Prompt.Within(Limit, () =>
        {
            using var process = ProgramRun.Start("bench", "--input", "-", "--runs", "1000000");
            // More than a pipe holds: when it is written, the program has begun to read it, and measures soon.
            process.StandardInput.BaseStream.Write(new byte[224 * 224 * 3]);
            process.StandardInput.Close();
            return Stop(process, "INT", 130);
        });
    }, Seconds);

    [Fact]
    public void A_camera_that_has_not_given_a_frame_yet_does_not_hold_up_the_end() => Bounded.Run(() =>
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs POSIX signals");
        Prompt.Within(Limit, () =>
        {
            using var process = ProgramRun.Start("run", "--camera", "y4m:-", "--model", place.Model, "--web", "127.0.0.1:0");
            Assert.StartsWith("edgeconv: web: ", ProgramRun.ReadErrorLine(process), StringComparison.Ordinal);
            return Prompt.Time(() =>
            {
                ProgramRun.Signal(process, "TERM");
                // Its standard input stays open: nothing but the signal ends it.
                var end = ProgramRun.End(process);
                Assert.Equal(0, end.ExitCode);
                Assert.StartsWith("edgeconv: 0 frames captured, ", end.Error, StringComparison.Ordinal);
            });
        });
    }, Seconds);

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(20)]
    [InlineData(60)]
    public void A_run_that_reads_its_configuration_again_is_gone_within_a_second(int millisecondsLater) => Bounded.Run(() =>
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs POSIX signals");
        var file = place.Lines($"again-{millisecondsLater}.json", """{ "camera": { "source": "raw:rgb24:8x8:-" }, "web": { "listen": "127.0.0.1:0" } }""");
        Prompt.Within(TimeSpan.FromSeconds(1), () =>
        {
            using var process = ProgramRun.Start("run", "-c", file);
            Assert.StartsWith("edgeconv: web: ", ProgramRun.ReadErrorLine(process), StringComparison.Ordinal);
            ProgramRun.Signal(process, "HUP");
            Pause(millisecondsLater);
            return Prompt.Time(() =>
            {
                ProgramRun.Signal(process, "TERM");
                var end = ProgramRun.End(process);
                Assert.Equal(0, end.ExitCode);
                Assert.Contains("edgeconv: 0 frames captured, ", end.Error, StringComparison.Ordinal);
            });
        });
    }, Seconds);

    [Fact]
    public void A_run_switches_its_lines_off_and_is_gone_within_a_second_though_nobody_reads_what_it_writes() => Bounded.Run(() =>
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs POSIX signals");
        var file = place.Lines(
            "lines.json",
            """{ "camera": { "source": "raw:rgb24:8x8:-" }, "model": { "file": "colours.tflite" }, "pictureCheck": { "enabled": false }, "output": { "format": "json", "decisions": "all" },""",
            """  "rules": [ { "name": "warm", "labels": "red", "actions": [ { "line": 17 } ] } ] }""");
        Prompt.Within(TimeSpan.FromSeconds(1), () =>
        {
            using var process = ProgramRun.Start("run", "-c", file);
            Assert.Equal("edgeconv: line 17 is low (simulated: this build switches no lines)", ProgramRun.ReadErrorLine(process));
            using var feeding = new CancellationTokenSource();
            var feeder = new Thread(() => Feed(process, feeding.Token)) { IsBackground = true };
            feeder.Start();
            Assert.Equal("edgeconv: line 17 is high (simulated: this build switches no lines)", ProgramRun.ReadErrorLine(process));
            // Long enough for its lines to fill the pipe, which holds 64 KiB.
            Pause(1500);
            var took = Prompt.Time(() =>
            {
                ProgramRun.Signal(process, "TERM");
                Assert.True(process.WaitForExit(60_000));
            });
            feeding.Cancel();
            feeder.Join();
            // Where the machine stood still it may have been switched before.
            var words = process.StandardError.ReadToEnd().Split('\n');
            Assert.Equal("edgeconv: line 17 is low (simulated: this build switches no lines)", words.Last(line => line.Contains("line 17", StringComparison.Ordinal)));
            Assert.Contains(words, line => line.Contains(" frames captured, ", StringComparison.Ordinal));
            return took;
        });

        static void Feed(Process process, CancellationToken stop)
        {
            var red = new byte[8 * 8 * 3];
            for (var i = 0; i < red.Length; i += 3)
                red[i] = 255;
            try
            {
                while (!stop.IsCancellationRequested)
                {
                    process.StandardInput.BaseStream.Write(red);
                    process.StandardInput.BaseStream.Flush();
                }
            }
            catch (IOException)
            {
                // It has ended.
            }
        }
    }, Seconds);

    [Fact]
    public void A_run_goes_on_and_ends_though_nobody_reads_its_complaints() => Bounded.Run(() =>
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs POSIX signals");
        Prompt.Within(Limit, () =>
        {
            // Lines that are simulated are told each time they switch: more than a pipe holds.
            var file = place.Lines(
                "complaints.json",
                """{ "camera": { "source": "raw:rgb24:8x8:-" }, "model": { "file": "colours.tflite" }, "pictureCheck": { "enabled": false }, "output": { "format": "json", "decisions": "all" },""",
                """  "rules": [ { "name": "warm", "labels": "red", "actions": [ { "line": 17 }, { "line": 18 }, { "line": 19 }, { "line": 20 } ] } ] }""");
            using var process = ProgramRun.Start("run", "-c", file);
            var (red, blue) = (Frame(0), Frame(2));
            for (var i = 0; i < 1000; i++)
            {
                process.StandardInput.BaseStream.Write(i % 2 == 0 ? red : blue);
                process.StandardInput.BaseStream.Flush();
                Assert.NotNull(process.StandardOutput.ReadLine());
            }

            return Prompt.Time(() =>
            {
                ProgramRun.Signal(process, "TERM");
                Assert.True(process.WaitForExit(60_000));
            });
        });

        static byte[] Frame(int channel)
        {
            var frame = new byte[8 * 8 * 3];
            for (var i = channel; i < frame.Length; i += 3)
                frame[i] = 255;
            return frame;
        }
    }, Seconds);

    private static TimeSpan Stop(Process process, string signal, int exitCode) => Prompt.Time(() =>
    {
        ProgramRun.Signal(process, signal);
        var run = ProgramRun.End(process);
        Assert.Equal((exitCode, "edgeconv: stopped.\n"), (run.ExitCode, run.Error));
    });
}
