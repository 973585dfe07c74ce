using EdgeConv.Host.Running;

namespace EdgeConv.Tests.Host.Running;

public class LatencyHistogramTests
{
    [Fact]
    public void A_percentile_is_at_most_an_eighth_too_high_and_never_too_low()
    {
        var random = new Random(3);
        for (var round = 0; round < 200; round++)
        {
            var histogram = new LatencyHistogram();
            var times = Enumerable.Range(0, random.Next(1, 500)).Select(_ => (long)Math.Pow(10, random.NextDouble() * 12)).Order().ToArray();
            foreach (var time in times)
                histogram.Add(time);
            foreach (var share in new[] { 0.01, 0.5, 0.95, 0.99, 1 })
            {
                var exact = times[(int)Math.Ceiling(share * times.Length) - 1];
                Assert.InRange(histogram.Percentile(share), exact, exact + exact / 8);
            }

            Assert.Equal(times.Length, histogram.Count);
            Assert.Equal(times.Sum(), histogram.Sum);
        }
    }

    [Fact]
    public void Any_time_has_its_place()
    {
        var histogram = new LatencyHistogram();
        foreach (var time in new[] { long.MinValue, -1, 0, 1, 7, 8, 9, 15, 16, long.MaxValue })
            histogram.Add(time);
        Assert.Equal(0, histogram.Percentile(0.3));
        Assert.Equal(long.MaxValue, histogram.Percentile(1));
    }

    [Fact]
    public void Of_nothing_there_is_none() => Assert.Equal(0, new LatencyHistogram().Percentile(0.5));
}
