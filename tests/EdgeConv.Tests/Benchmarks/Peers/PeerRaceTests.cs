using EdgeConv.Benchmarks.Peers;

namespace EdgeConv.Tests.Benchmarks.Peers;

public class PeerRaceTests
{
    [Fact]
    public void Outputs_are_compared_in_steps()
    {
        Assert.Equal((0, 0), PeerRace.Difference([1, 2, 0x80], [1, 2, 0x80]));
        Assert.Equal((2, 255), PeerRace.Difference([1, 2, 0x80], [1, 3, 0x7f]));
        Assert.Throws<ArgumentException>(() => PeerRace.Difference([1], [1, 2]));
    }

    [Fact]
    public void Contenders_run_by_blocks_in_turn_and_the_time_is_that_of_one_run()
    {
        using var quick = new Sleeper(TimeSpan.FromMilliseconds(20));
        using var slow = new Sleeper(TimeSpan.FromMilliseconds(200));
        var times = PeerRace.Measure([quick, slow], rounds: 2);
        Assert.Equal(2, times.Rounds);
        Assert.InRange(times.Of(0).Min, 20, double.MaxValue);
        Assert.InRange(times.Of(1).Min, 200, double.MaxValue);
        Assert.InRange(quick.Runs, slow.Runs, 2 + (2 + 2) * 5);
        Assert.Equal(2 + 2 + 2, slow.Runs);
    }

    private sealed class Sleeper(TimeSpan time) : IContender
    {
        public int Runs { get; private set; }

        public string Name => "sleeper";

        public Span<byte> Input => [];

        public ReadOnlySpan<byte> Output => [];

        public void Run()
        {
            Thread.Sleep(time);
            Runs++;
        }

        public void Dispose()
        {
        }
    }
}
