using EdgeConv.Execution;
using EdgeConv.Host.Measurement;
using EdgeConv.Planning;

namespace EdgeConv.Tests.Host.Measurement;

public class StepTimerTests
{
    [Fact]
    public void Every_step_is_timed_without_an_allocation()
    {
        using var plan = Planner.Plan(ColourModel.Build());
        using var pool = new WorkerPool(2);
        using var session = new Session(plan, new SessionOptions { Pool = pool });
        var times = StepTimer.Measure(session, pool, RunLimits.Measured(30), TestContext.Current.CancellationToken);
        Assert.Equal((30, 0), (times.Runs, times.AllocatedBytes));
        Assert.Equal(plan.Steps.Length, times.Steps.Length);
        Assert.All(times.Steps, step =>
        {
            Assert.Equal(30, step.Count);
            Assert.InRange(step.Max, double.Epsilon, double.MaxValue);
        });
    }

    [Fact]
    public void It_stops_when_asked()
    {
        using var plan = Planner.Plan(ColourModel.Build());
        using var pool = new WorkerPool(2);
        using var session = new Session(plan, new SessionOptions { Pool = pool });
        Assert.Throws<OperationCanceledException>(() => StepTimer.Measure(session, pool, RunLimits.Measured(30), new CancellationToken(canceled: true)));
    }
}
