using EdgeConv.Execution;
using EdgeConv.Host.Board;
using EdgeConv.Host.Measurement;
using EdgeConv.Kernels;
using EdgeConv.Planning;

namespace EdgeConv.Tests.Host.Measurement;

public sealed class ModelBenchTests : IDisposable
{
    private readonly Plan _plan = Planner.Plan(ColourModel.Build());
    private readonly Workplace _place = new();

    public void Dispose()
    {
        _plan.Dispose();
        _place.Dispose();
    }

    [Fact]
    public void Sums_agree_with_the_layers()
    {
        var (report, warnings) = Measure();
        Assert.Empty(warnings);
        Assert.Equal(_plan.Steps.Select(step => step.Kernel), report.Layers.Select(layer => layer.Kernel));
        Assert.Equal(Enumerable.Range(0, _plan.Steps.Length), report.Layers.Select(layer => layer.Index));
        Assert.Equal(_plan.Macs, report.Layers.Sum(layer => layer.Macs));
        Assert.Equal(1, report.Layers.Sum(layer => layer.Share), 9);
        foreach (var sums in new[] { report.ByOperator, report.ByKernel })
        {
            Assert.Equal(report.Layers.Length, sums.Sum(sum => sum.Steps));
            Assert.Equal(report.Macs, sums.Sum(sum => sum.Macs));
            Assert.Equal(report.Layers.Sum(layer => layer.MedianUs), sums.Sum(sum => sum.MedianUs), 6);
            Assert.Equal(sums.OrderByDescending(sum => sum.MedianUs), sums);
        }

        Assert.Equal(report.Macs / report.MedianMs * 1000, report.MacsPerSecond, 3);
        Assert.Equal(1000 / report.MedianMs, report.InferencesPerSecond, 6);
    }

    [Fact]
    public void Percentiles_are_in_order_and_runs_are_counted()
    {
        var (report, _) = Measure();
        double[] times = [report.MinMs, report.MedianMs, report.P90Ms, report.P99Ms, report.MaxMs];
        Assert.Equal(times.Order(), times);
        Assert.InRange(report.MeanMs, report.MinMs, report.MaxMs);
        Assert.Equal((2, 12, 2, 0), (report.WarmupRuns, report.Runs, report.Threads, report.AllocatedBytes));
        Assert.InRange(report.LayerRuns, 10, 12);
    }

    [Fact]
    public void The_board_is_looked_at_and_its_doubts_told()
    {
        _place.Lines("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "powersave");
        var (report, warnings) = Measure();
        Assert.Contains("powersave", Assert.Single(warnings), StringComparison.Ordinal);
        Assert.Equal("powersave", report.BoardBefore.Cores[0].Governor);
        Assert.Equal("powersave", report.BoardAfter.Cores[0].Governor);
    }

    [Fact]
    public void Kernels_are_called_by_their_instruction_set()
    {
        using var plan = Planner.Plan(ColourModel.Build(), new PlanOptions { Kernels = KernelFamilies.UpTo(KernelFamily.Scalar) });
        Assert.Equal("scalar", BackendName.Of(plan));
    }

    private (BenchReport Report, System.Collections.Immutable.ImmutableArray<string> Warnings) Measure()
    {
        using var pool = new WorkerPool(2);
        using var session = new Session(_plan, new SessionOptions { Pool = pool });
        return new ModelBench(new BoardStateReader(_place.Folder)).Run("colours", session, pool, RunLimits.Warmup(2), RunLimits.Measured(12), TestContext.Current.CancellationToken);
    }
}
