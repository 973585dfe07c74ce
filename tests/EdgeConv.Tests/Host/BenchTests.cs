using System.Text.Json;
using System.Text.RegularExpressions;
using EdgeConv.Host.Measurement;
using EdgeConv.Kernels.Native;
using EdgeConv.Planning;

namespace EdgeConv.Tests.Host;

public class BenchTests(Workplace place) : IClassFixture<Workplace>
{
    // Which kernels run depends on the machine.
    private static readonly (string Backend, string Kernel) Machine = OnThisMachine();

    [Fact]
    public void The_text_shows_times_layers_sums_and_the_board()
    {
        var run = ProgramRun.Of("bench", place.Model, "--runs", "25", "--warmup", "2", "--threads", "2");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal($"{place.Model}: {Machine.Backend} kernels, 2 threads", run.Lines[0]);
        Assert.Matches(@"^  median [\d.]+ ms   min [\d.]+   mean [\d.]+   p90 [\d.]+   p99 [\d.]+   max [\d.]+$", run.Lines[1]);
        Assert.Matches(@"^  [\d.]+ inferences a second   0\.0 million multiply-accumulates   [\d.]+ GMAC/s   \(at the median\)$", run.Lines[2]);
        Assert.Matches(@"^  25 runs after 2 to warm up; layers from \d+ further runs; 0 managed bytes allocated$", run.Lines[3]);
        Assert.Single(run.Lines, line => Regex.IsMatch(line, $@"^ +0 +CONV_2D +1x4x4x3 +{Machine.Kernel} +0\.001 +[\d.]+ +[\d.]+ +[\d.]+ % *$"));
        Assert.Single(run.Lines, line => Regex.IsMatch(line, @"^ +CONV_2D +1 +0\.001 +[\d.]+ +[\d.]+ +[\d.]+ % *$"));
        Assert.Single(run.Lines, line => Regex.IsMatch(line, $@"^ +{Machine.Kernel} +\d +0\.001 +[\d.]+ +[\d.]+ +[\d.]+ % *$"));
        Assert.Equal($"  {NativeBackend.Status}", run.Lines[^3]);
        Assert.StartsWith("  board before: clock ", run.Lines[^2], StringComparison.Ordinal);
        Assert.StartsWith("  board after:  clock ", run.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void The_json_has_the_figures()
    {
        using var report = JsonDocument.Parse(Assert.Single(ProgramRun.Of("bench", place.Model, "--runs", "25", "-t", "1", "--json").Lines));
        var root = report.RootElement;
        Assert.Equal(place.Model, root.GetProperty("model").GetString());
        Assert.Equal(Machine.Backend, root.GetProperty("backend").GetString());
        Assert.Equal((1, 25, 0), (root.GetProperty("threads").GetInt32(), root.GetProperty("runs").GetInt32(), root.GetProperty("allocated_bytes").GetInt64()));
        Assert.InRange(root.GetProperty("warmup_runs").GetInt32(), 3, int.MaxValue);
        Assert.InRange(root.GetProperty("min_ms").GetDouble(), double.Epsilon, root.GetProperty("median_ms").GetDouble());
        Assert.InRange(root.GetProperty("p90_ms").GetDouble(), root.GetProperty("median_ms").GetDouble(), root.GetProperty("max_ms").GetDouble());
        var layers = root.GetProperty("layers").EnumerateArray().ToArray();
        Assert.Equal(["CONV_2D", "MEAN", "FULLY_CONNECTED", "SOFTMAX"], layers.Select(layer => layer.GetProperty("operator").GetString()));
        Assert.Equal([0, 1, 2, 3], layers.Select(layer => layer.GetProperty("index").GetInt32()));
        Assert.Equal(4 * 4 * 3 * 2 * 2 * 3, layers[0].GetProperty("macs").GetInt64());
        Assert.Equal(Machine.Kernel, layers[0].GetProperty("kernel").GetString());
        Assert.InRange(layers[0].GetProperty("median_us").GetDouble(), double.Epsilon, double.MaxValue);
        Assert.Equal(1, layers.Sum(layer => layer.GetProperty("share").GetDouble()), 9);
        Assert.Equal(JsonValueKind.Array, root.GetProperty("board_before").GetProperty("cores").ValueKind);
        Assert.Equal(JsonValueKind.Array, root.GetProperty("board_after").GetProperty("temperatures").ValueKind);
    }

    [Fact]
    public void Raw_bytes_can_be_the_input()
    {
        var picture = place.Bytes("picture.bin", new byte[8 * 8 * 3]);
        Assert.Equal(0, ProgramRun.Of("bench", place.Model, "--runs", "1", "--warmup", "0", "-i", picture).ExitCode);
        var few = place.Bytes("few.bin", 1, 2, 3);
        ProgramRun.Of("bench", place.Model, "-i", few).AssertFails($"{few}: 3 bytes, but the input int8 1x8x8x3 is 192 bytes.");
        ProgramRun.Of("bench", place.Model, "-i", picture, picture).AssertFails($"{place.Model} has 1 input (int8 1x8x8x3), but 2 --input given.");
    }

    [Fact]
    public void The_bottleneck_is_compared_with_the_direct_way()
    {
        var run = ProgramRun.Of("bench", "--example", "bottleneck", "--size", "4", "--runs", "2", "--threads", "1");
        Assert.Equal(0, run.ExitCode);
        Assert.Matches("^4 x 4 x 256, int8, SAME padding: [a-z0-9+]+ kernels, 1 thread, 2 runs of each in turn after [0-9]+ to warm up$", run.Lines[0]);
        Assert.Single(run.Lines, line => line.Contains("1x1 256 -> 64, then 4x4 64 -> 256                       4.5        278,528", StringComparison.Ordinal));
        Assert.Single(run.Lines, line => line.Contains("4x4 256 -> 256                                         16.8      1,048,576", StringComparison.Ordinal));
        Assert.Single(run.Lines, line => line.StartsWith("  the direct way multiplies 3.76 times as often and took ", StringComparison.Ordinal));

        using var report = JsonDocument.Parse(ProgramRun.Of("bench", "--example", "bottleneck", "--size", "4", "--runs", "2", "--json").Text);
        Assert.Equal([4_456_448, 16_777_216], report.RootElement.GetProperty("ways").EnumerateArray().Select(way => way.GetProperty("macs").GetInt64()));
        Assert.InRange(report.RootElement.GetProperty("time_ratio").GetDouble(), double.Epsilon, double.MaxValue);
    }

    private static (string Backend, string Kernel) OnThisMachine()
    {
        using var plan = Planner.Plan(ColourModel.Build());
        return (BackendName.Of(plan), plan.Steps[0].Kernel);
    }
}
