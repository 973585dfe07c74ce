using EdgeConv.Host.Running;

namespace EdgeConv.Tests.Host.Running;

public class LatencyBucketsTests
{
    [Fact]
    public void Times_are_counted_up_to_each_bound()
    {
        var buckets = new LatencyBuckets();
        foreach (var nanoseconds in new[] { -5, 0, 1_000_000, 1_000_001, 20_000_000, 60_000_000_000 })
            buckets.Add(nanoseconds);
        var counts = buckets.Cumulative();
        Assert.Equal(LatencyBuckets.Bounds.Length + 1, counts.Length);
        Assert.Equal([3, 4, 4, 4, 5], counts.Take(5));
        Assert.Equal((5, 6), (counts[^2], counts[^1]));
        Assert.Equal(60.022000001, buckets.Sum, 1e-9);
    }
}
