using System.Diagnostics;

namespace EdgeConv.Tests.Host;

public class InterruptionTests(Workplace place) : IClassFixture<Workplace>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public void A_long_evaluation_stops_when_asked(string signal, int exitCode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs POSIX signals");
        // The unreadable picture says that the work has begun.
        var list = place.Lines($"long-{signal}.txt", ["missing.png 0", .. Enumerable.Repeat("red.png 0", 1_000_000)]);
        using var process = ProgramRun.Start("evaluate", place.Model, "--list", list, "--threads", "1");
        Assert.Equal($"edgeconv: {place.At("missing.png")}: there is no such file. Check the spelling and the current folder.", process.StandardError.ReadLine());
        AssertStops(process, signal, exitCode);
    }

    [Fact]
    public void Waiting_for_standard_input_stops_when_asked()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs POSIX signals");
        using var process = ProgramRun.Start("classify", "-m", place.Model, "-k", "1", place.Red, "-");
        Assert.Equal(place.Red, process.StandardOutput.ReadLine());
        Assert.Equal("   99.6 %  red  (0)", process.StandardOutput.ReadLine());
        AssertStops(process, "INT", 130);
    }

    [Fact]
    public void A_long_measurement_stops_when_asked()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs POSIX signals");
        using var process = ProgramRun.Start("bench", "--input", "-", "--runs", "1000000");
        // More than a pipe holds: when it is written, the program has begun to read it, and measures soon.
        process.StandardInput.BaseStream.Write(new byte[224 * 224 * 3]);
        process.StandardInput.Close();
        AssertStops(process, "INT", 130);
    }

    private static void AssertStops(Process process, string signal, int exitCode)
    {
        using (var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]))
            kill.WaitForExit();
        var since = Stopwatch.GetTimestamp();
        var run = ProgramRun.End(process);
        Assert.Equal((exitCode, "edgeconv: stopped.\n"), (run.ExitCode, run.Error));
        Assert.InRange(Stopwatch.GetElapsedTime(since), TimeSpan.Zero, Limit);
    }
}
