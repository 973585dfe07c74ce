using System.Collections.Immutable;
using System.Globalization;
using EdgeConv.Cpu;
using EdgeConv.Execution;
using EdgeConv.Host.Board;
using EdgeConv.Host.Output;
using EdgeConv.Host.Verification;
using EdgeConv.Models;
using EdgeConv.Planning;
using Spectre.Console;

namespace EdgeConv.Host.Measurement;

/// <summary>Measures <see cref="BottleneckExample"/>: both ways in turn, on the same input.</summary>
/// <param name="board">Where the board's state is read.</param>
internal sealed class BottleneckBench(BoardStateReader board)
{
    /// <summary>Measures.</summary>
    /// <param name="size">Rows and columns of the input, at least 1.</param>
    /// <param name="threads">Threads that share a run; 0: one for each big core.</param>
    /// <param name="warmup">Runs of each before the measured ones.</param>
    /// <param name="measured">Runs of each that count.</param>
    /// <param name="stop">Ends the measurement between two runs.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public (BottleneckReport Report, ImmutableArray<string> Warnings) Run(int size, int threads, RunLimits warmup, RunLimits measured, CancellationToken stop)
    {
        using var bottleneck = Planner.Plan(BottleneckExample.Bottleneck(size));
        using var direct = Planner.Plan(BottleneckExample.Direct(size));
        using var pool = new WorkerPool(threads == 0 ? CpuTopology.Current.DefaultThreads : threads);
        using var bottleneckSession = Filled(bottleneck, pool);
        using var directSession = Filled(direct, pool);

        var before = board.Read();
        var times = Rounds.Measure([bottleneckSession.Run, directSession.Run], warmup, measured, stop, pool);
        var after = board.Read();
        var report = new BottleneckReport(
            BottleneckExample.Name,
            size,
            BackendName.Of(direct),
            pool.Threads,
            times.WarmupRounds,
            times.Rounds,
            [Way("bottleneck", bottleneck, times.Of(0)), Way("direct", direct, times.Of(1))],
            (double)direct.Macs / bottleneck.Macs,
            times.Ratios(1, 0).Median,
            times.AllocatedBytes,
            before,
            after);
        return (report, [.. BoardWarnings.Of(before, after)]);
    }

    /// <summary>Prints a measurement for people to standard output.</summary>
    public static void Print(BottleneckReport report)
    {
        Console.WriteLine($"{report.Size} x {report.Size} x {BottleneckExample.Channels}, int8, SAME padding: {report.Backend} kernels, {BenchText.Threads(report.Threads)}, {report.Runs} runs of each in turn after {report.WarmupRuns} to warm up");
        var table = WideConsole.Table("way", "layers", ">million multiplications", ">weight bytes", ">activation bytes", ">median ms", ">min ms");
        foreach (var way in report.Ways)
        {
            table.AddRow(
                way.Name,
                way.Description,
                (way.Macs / 1e6).ToString("F1", CultureInfo.InvariantCulture),
                way.WeightBytes.ToString("N0", CultureInfo.InvariantCulture),
                way.ActivationBytes.ToString("N0", CultureInfo.InvariantCulture),
                way.MedianMs.ToString("F3", CultureInfo.InvariantCulture),
                way.MinMs.ToString("F3", CultureInfo.InvariantCulture));
        }

        WideConsole.Write(table);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  the direct way multiplies {report.MacsRatio:F2} times as often and took {report.TimeRatio:F2} times as long"));
        Console.WriteLine($"  board before: {BoardText.Describe(report.BoardBefore)}");
        Console.WriteLine($"  board after:  {BoardText.Describe(report.BoardAfter)}");
    }

    private static Session Filled(Plan plan, WorkerPool pool)
    {
        var session = new Session(plan, new SessionOptions { Pool = pool });
        BuiltInInput.Fill(session);
        return session;
    }

    private static WayReport Way(string name, Plan plan, Sample times)
    {
        var model = plan.Model;
        var filters = model.Operators.Select(op => model.Tensors[op.Inputs[1]]).ToArray();
        return new WayReport(
            name,
            string.Join(", then ", filters.Select(filter => $"{filter.Shape[1]}x{filter.Shape[2]} {filter.Shape[3]} -> {filter.Shape[0]}")),
            plan.Macs,
            filters.Sum(filter => (long)filter.ByteCount),
            Activations(model).Sum(tensor => (long)tensor.ByteCount),
            times.Min,
            times.Median);
    }

    private static IEnumerable<ModelTensor> Activations(Model model) => model.Tensors.Where(tensor => !tensor.IsConstant);
}
