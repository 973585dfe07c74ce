using System.Diagnostics;
using EdgeConv.Execution;

namespace EdgeConv.Host.Measurement;

/// <summary>Times every step of a run; allocates nothing while it does.</summary>
internal sealed class StepTimer : IStepListener
{
    private readonly TickLog[] _steps;
    private long _began;

    private StepTimer(int steps, int runs) => _steps = [.. Enumerable.Range(0, steps).Select(_ => new TickLog(runs))];

    /// <summary>Runs a session again and again, timing its steps.</summary>
    /// <param name="session">Its inputs are filled.</param>
    /// <param name="pool">Its threads.</param>
    /// <param name="limits">How often.</param>
    /// <param name="stop">Ends the measurement between two runs.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static StepTimes Measure(Session session, WorkerPool pool, RunLimits limits, CancellationToken stop)
    {
        var timer = new StepTimer(session.Plan.Steps.Length, Math.Max(limits.Capacity, 1));

        // Once unmeasured: a run with a listener is other code than one without.
        session.Run(timer);
        foreach (var step in timer._steps)
            step.Clear();
        var meter = new AllocationMeter(pool);
        var (runs, allocated) = (0, meter.Read());
        for (var start = Stopwatch.GetTimestamp(); !limits.Reached(runs, Stopwatch.GetElapsedTime(start)); runs++)
        {
            stop.ThrowIfCancellationRequested();
            session.Run(timer);
        }

        allocated = meter.Read() - allocated;
        return new StepTimes(runs, [.. timer._steps.Select(step => new Sample(step.Milliseconds()))], allocated);
    }

    /// <inheritdoc/>
    public void StepStarts(int step) => _began = Stopwatch.GetTimestamp();

    /// <inheritdoc/>
    public void StepEnded(int step) => _steps[step].Add(_began);
}
