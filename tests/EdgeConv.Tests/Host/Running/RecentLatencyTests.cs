using EdgeConv.Host.Running;

namespace EdgeConv.Tests.Host.Running;

public class RecentLatencyTests
{
    private const long Second = 1_000_000_000;

    private readonly RecentLatency _times = new(TimeSpan.FromSeconds(60));

    [Fact]
    public void What_was_months_ago_does_not_hide_what_is_now()
    {
        var now = 1000 * Second;
        for (var i = 0; i < 100_000; i++)
            _times.Add(7, now += Second / 10);
        Assert.Equal(7, _times.Percentile(0.99));
        // Two minutes of slow frames: by then all that was before is forgotten, and not sooner than a minute.
        for (var i = 0; i < 590; i++)
            _times.Add(70_000, now += Second / 10);
        Assert.Equal(7, _times.Percentile(0.01));
        for (var i = 0; i < 610; i++)
            _times.Add(70_000, now += Second / 10);
        Assert.InRange(_times.Percentile(0), 70_000, 80_000);
    }

    [Fact]
    public void After_a_long_pause_only_what_comes_counts()
    {
        _times.Add(7, Second);
        _times.Add(70_000, 200 * Second);
        Assert.InRange(_times.Percentile(0), 70_000, 80_000);
    }

    [Fact]
    public void Of_nothing_there_is_none() => Assert.Equal(0, _times.Percentile(0.5));

    [Fact]
    public void Adding_allocates_nothing()
    {
        _times.Add(7, Second);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            _times.Add(7, i * Second);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
