using EdgeConv.Host.Measurement;

namespace EdgeConv.Tests.Host.Measurement;

public class RunLimitsTests
{
    [Theory]
    [InlineData(19, 60, false)]
    [InlineData(20, 1.9, false)]
    [InlineData(20, 2, true)]
    [InlineData(199_999, 1.9, false)]
    [InlineData(200_000, 0.1, true)]
    public void Without_a_number_time_decides(int runs, double seconds, bool reached) =>
        Assert.Equal(reached, RunLimits.Measured(null).Reached(runs, TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(6, 60, false)]
    [InlineData(7, 0, true)]
    public void A_number_is_kept_to(int runs, double seconds, bool reached)
    {
        Assert.Equal(reached, RunLimits.Measured(7).Reached(runs, TimeSpan.FromSeconds(seconds)));
        Assert.Equal(7, RunLimits.Measured(7).Capacity);
    }

    [Fact]
    public void No_warm_up_can_be_asked_for() => Assert.True(RunLimits.Warmup(0).Reached(0, TimeSpan.Zero));

    [Theory]
    [InlineData(3, 3)]
    [InlineData(50_000, 1000)]
    public void Steps_are_timed_in_no_more_runs_than_the_whole(int measured, int atMost)
    {
        var limits = RunLimits.Steps(measured);
        Assert.Equal(atMost, limits.Capacity);
        Assert.True(limits.Reached(atMost, TimeSpan.Zero));
        Assert.False(limits.Reached(Math.Min(measured, 10) - 1, TimeSpan.FromHours(1)));
        Assert.True(limits.Reached(Math.Min(measured, 10), TimeSpan.FromSeconds(1)));
    }
}
