using EdgeConv.Benchmarks.Races;

namespace EdgeConv.Tests.Benchmarks.Races;

public class RaceTests
{
    [Fact]
    public void Contenders_run_by_blocks_in_turn_and_the_time_is_that_of_one_run()
    {
        using var quick = new Sleeper(TimeSpan.FromMilliseconds(20));
        using var slow = new Sleeper(TimeSpan.FromMilliseconds(200));
        var times = Race.Measure([quick, slow], rounds: 2);
        Assert.Equal(2, times.Rounds);
        Assert.InRange(times.Of(0).Min, 20, double.MaxValue);
        Assert.InRange(times.Of(1).Min, 200, double.MaxValue);
        Assert.InRange(quick.Runs, slow.Runs, 2 + (2 + 2) * 5);
        Assert.Equal(2 + 2 + 2, slow.Runs);
    }
}
