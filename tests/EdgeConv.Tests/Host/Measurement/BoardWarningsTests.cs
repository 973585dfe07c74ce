using EdgeConv.Host.Board;
using EdgeConv.Host.Measurement;

namespace EdgeConv.Tests.Host.Measurement;

public class BoardWarningsTests
{
    [Fact]
    public void A_steady_or_silent_board_gives_none()
    {
        Assert.Empty(BoardWarnings.Of(Board(null, null), Board(null, null)));
        Assert.Empty(BoardWarnings.Of(Board("performance", ThrottleFlags.None), Board("performance", ThrottleFlags.None)));
    }

    [Fact]
    public void Another_governor_than_performance_is_told_with_the_cure() => Assert.Equal(
        "the governor of the CPU clock is ondemand, so clocks may have changed; for steady figures: echo performance | sudo tee /sys/devices/system/cpu/cpu*/cpufreq/scaling_governor",
        Assert.Single(BoardWarnings.Of(Board("ondemand", null), Board("ondemand", null))));

    [Theory]
    [InlineData(ThrottleFlags.UnderVoltage, ThrottleFlags.None, "supply voltage was too low")]
    [InlineData(ThrottleFlags.None, ThrottleFlags.FrequencyCapped, "clock was capped")]
    [InlineData(ThrottleFlags.None, ThrottleFlags.ThrottledHappened, "was throttled")]
    [InlineData(ThrottleFlags.SoftTemperatureLimit | ThrottleFlags.SoftTemperatureLimitHappened, ThrottleFlags.SoftTemperatureLimitHappened, "soft temperature limit")]
    public void Throttling_now_or_meanwhile_is_told(object before, object after, string told) =>
        Assert.Contains(told, Assert.Single(BoardWarnings.Of(Board("performance", (ThrottleFlags)before), Board("performance", (ThrottleFlags)after))), StringComparison.Ordinal);

    [Fact]
    public void What_happened_long_before_does_not_matter() =>
        Assert.Empty(BoardWarnings.Of(Board(null, ThrottleFlags.ThrottledHappened | ThrottleFlags.UnderVoltageHappened), Board(null, ThrottleFlags.ThrottledHappened | ThrottleFlags.UnderVoltageHappened)));

    private static BoardState Board(string? governor, ThrottleFlags? throttling) => new([new CoreState(0, 1000, governor), new CoreState(1, 1000, governor)], [], throttling);
}
