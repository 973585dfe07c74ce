using EdgeConv.Execution;
using EdgeConv.Host.Measurement;
using EdgeConv.Planning;

namespace EdgeConv.Tests.Host.Measurement;

public class RoundsTests
{
    [Fact]
    public void Contenders_run_in_turn()
    {
        var order = new List<char>();
        var times = Rounds.Measure([() => order.Add('a'), () => order.Add('b')], RunLimits.Warmup(1), RunLimits.Measured(2), TestContext.Current.CancellationToken);
        Assert.Equal("ababab", string.Concat(order));
        Assert.Equal((1, 2), (times.WarmupRounds, times.Rounds));
        Assert.All(times.Milliseconds, contender => Assert.Equal(2, contender.Length));
    }

    [Fact]
    public void The_slower_of_two_is_told_by_its_ratio()
    {
        var times = Rounds.Measure([() => Thread.Sleep(1), () => Thread.Sleep(2000)], RunLimits.Warmup(0), RunLimits.Measured(3), TestContext.Current.CancellationToken);
        Assert.InRange(times.Of(1).Min, 1990, double.MaxValue);
        Assert.InRange(times.Ratios(1, 0).Median, 1.5, double.MaxValue);
        Assert.Equal(1, times.Ratios(0, 0).Max);
    }

    [Fact]
    public void A_session_allocates_nothing_and_what_allocates_is_seen()
    {
        using var plan = Planner.Plan(ColourModel.Build());
        using var session = new Session(plan);
        Assert.Equal(0, Rounds.Measure([session.Run], RunLimits.Warmup(3), RunLimits.Measured(100), TestContext.Current.CancellationToken).AllocatedBytes);
        byte[]? bytes = null;
        Assert.InRange(Rounds.Measure([() => bytes = new byte[1000]], RunLimits.Warmup(3), RunLimits.Measured(100), TestContext.Current.CancellationToken).AllocatedBytes, 100_000, 200_000);
        Assert.NotNull(bytes);
    }

    [Fact]
    public void A_measurement_stops_between_two_runs()
    {
        using var stop = new CancellationTokenSource();
        var runs = 0;
        Assert.Throws<OperationCanceledException>(() => Rounds.Measure(
            [() =>
            {
                if (++runs == 5)
                    stop.Cancel();
            }],
            RunLimits.Warmup(2),
            RunLimits.Measured(100),
            stop.Token));
        Assert.Equal(5, runs);
    }
}
