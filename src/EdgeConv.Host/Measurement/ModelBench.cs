using System.Collections.Immutable;
using EdgeConv.Execution;
using EdgeConv.Host.Board;
using EdgeConv.Host.Inspection;

namespace EdgeConv.Host.Measurement;

/// <summary>Measures a model: whole runs undisturbed, then each step in runs of their own.</summary>
/// <param name="board">Where the board's state is read.</param>
internal sealed class ModelBench(BoardStateReader board)
{
    /// <summary>Measures a session whose inputs are filled.</summary>
    /// <param name="name">What the model is called.</param>
    /// <param name="session">It is run and left as it is.</param>
    /// <param name="pool">Its threads.</param>
    /// <param name="warmup">Runs before the measured ones.</param>
    /// <param name="measured">Runs that count.</param>
    /// <param name="stop">Ends the measurement between two runs.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public (BenchReport Report, ImmutableArray<string> Warnings) Run(string name, Session session, WorkerPool pool, RunLimits warmup, RunLimits measured, CancellationToken stop)
    {
        var plan = session.Plan;
        var before = board.Read();
        var rounds = Rounds.Measure([session.Run], warmup, measured, stop, pool);
        var steps = StepTimer.Measure(session, pool, RunLimits.Steps(rounds.Rounds), stop);
        var after = board.Read();

        var whole = rounds.Of(0);
        var layers = LayersOf(PlanReport.Of(name, plan), steps);
        var report = new BenchReport(
            name,
            BackendName.Of(plan),
            session.Threads,
            rounds.WarmupRounds,
            rounds.Rounds,
            whole.Min,
            whole.Median,
            whole.Mean,
            whole.Percentile(0.9),
            whole.Percentile(0.99),
            whole.Max,
            1000 / whole.Median,
            plan.Macs,
            plan.Macs / whole.Median * 1000,
            rounds.AllocatedBytes + steps.AllocatedBytes,
            steps.Runs,
            layers,
            Sums(layers, layer => layer.Operator),
            Sums(layers, layer => layer.Kernel),
            before,
            after);
        return (report, [.. BoardWarnings.Of(before, after)]);
    }

    private static ImmutableArray<LayerTimeReport> LayersOf(InspectReport plan, StepTimes times)
    {
        var all = times.Steps.Sum(step => step.Median);
        return [.. plan.Steps.Zip(times.Steps, (step, time) => (step, time.Median)).Select((layer, index) => new LayerTimeReport(
            index,
            layer.step.Name,
            layer.step.Kernel,
            layer.step.Output,
            layer.step.Macs,
            layer.Median * 1000,
            Rate(layer.step.Macs, layer.Median * 1000),
            Share(layer.Median, all)))];
    }

    private static ImmutableArray<LayerSumReport> Sums(ImmutableArray<LayerTimeReport> layers, Func<LayerTimeReport, string> name) =>
    [
        .. from layer in layers
           group layer by name(layer) into alike
           let macs = alike.Sum(layer => layer.Macs)
           let time = alike.Sum(layer => layer.MedianUs)
           orderby time descending
           select new LayerSumReport(alike.Key, alike.Count(), macs, time, Rate(macs, time), alike.Sum(layer => layer.Share)),
    ];

    // The clock may be too coarse for a step that does next to nothing.
    private static double Rate(long macs, double microseconds) => microseconds == 0 ? 0 : macs / microseconds * 1e6;

    private static double Share(double time, double all) => all == 0 ? 0 : time / all;
}
