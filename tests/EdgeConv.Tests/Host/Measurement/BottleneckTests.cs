using EdgeConv.Execution;
using EdgeConv.Host.Board;
using EdgeConv.Host.Measurement;
using EdgeConv.Host.Verification;
using EdgeConv.Models;
using EdgeConv.Planning;

namespace EdgeConv.Tests.Host.Measurement;

public class BottleneckTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(56)]
    public void Multiplications_are_those_of_the_formula(int size)
    {
        using var bottleneck = Planner.Plan(BottleneckExample.Bottleneck(size));
        using var direct = Planner.Plan(BottleneckExample.Direct(size));
        Assert.Equal((long)size * size * (256 * 64 + 4 * 4 * 64 * 256), bottleneck.Macs);
        Assert.Equal((long)size * size * 4 * 4 * 256 * 256, direct.Macs);
        Assert.Equal(3.76, (double)direct.Macs / bottleneck.Macs, 2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Both_ways_compute_values_of_every_size(bool direct)
    {
        var outputs = Outputs(direct ? BottleneckExample.Direct(6) : BottleneckExample.Bottleneck(6));
        Assert.Equal(6 * 6 * 256, outputs.Length);
        Assert.InRange(outputs.Distinct().Count(), 200, 256);
        Assert.InRange(outputs.Average(value => (double)value), -10, 10);
        Assert.InRange(outputs.Count(value => value is sbyte.MinValue or sbyte.MaxValue), 1, outputs.Length / 4);
    }

    [Fact]
    public void The_report_has_the_sizes_of_both_ways()
    {
        var (report, _) = new BottleneckBench(new BoardStateReader()).Run(4, 1, RunLimits.Warmup(1), RunLimits.Measured(3), TestContext.Current.CancellationToken);
        Assert.Equal((4, 1, 1, 3, 0), (report.Size, report.Threads, report.WarmupRuns, report.Runs, report.AllocatedBytes));
        Assert.Equal(["1x1 256 -> 64, then 4x4 64 -> 256", "4x4 256 -> 256"], report.Ways.Select(way => way.Description));
        Assert.Equal([16_384 + 262_144, 1_048_576], report.Ways.Select(way => way.WeightBytes));
        Assert.Equal([16 * (256 + 64 + 256), 16 * (256 + 256)], report.Ways.Select(way => way.ActivationBytes));
        Assert.Equal(64.0 / 17, report.MacsRatio, 12);
        Assert.All(report.Ways, way => Assert.InRange(way.MinMs, double.Epsilon, way.MedianMs));
        Assert.InRange(report.TimeRatio, double.Epsilon, double.MaxValue);
    }

    private static sbyte[] Outputs(Model model)
    {
        using var plan = Planner.Plan(model);
        using var session = new Session(plan);
        BuiltInInput.Fill(session);
        session.Run();
        return System.Runtime.InteropServices.MemoryMarshal.Cast<byte, sbyte>(session.Output()).ToArray();
    }
}
