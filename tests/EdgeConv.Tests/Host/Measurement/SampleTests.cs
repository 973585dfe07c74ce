using EdgeConv.Host.Measurement;

namespace EdgeConv.Tests.Host.Measurement;

public class SampleTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.25, 2)]
    [InlineData(0.5, 3)]
    [InlineData(0.9, 4.6)]
    [InlineData(0.99, 4.96)]
    [InlineData(1, 5)]
    public void Percentiles_lie_between_neighbours(double share, double expected) =>
        Assert.Equal(expected, new Sample(4, 1, 5, 3, 2).Percentile(share), 12);

    [Fact]
    public void Values_may_come_in_any_order()
    {
        var sample = new Sample(8, 1, 2, 5);
        Assert.Equal((4, 1, 3.5, 4, 8), (sample.Count, sample.Min, sample.Median, sample.Mean, sample.Max));
    }

    [Fact]
    public void A_single_value_is_every_percentile()
    {
        var sample = new Sample(7);
        Assert.Equal((7, 7, 7, 7), (sample.Min, sample.Median, sample.Percentile(0.99), sample.Max));
    }

    [Fact]
    public void No_value_is_no_sample() => Assert.Throws<ArgumentException>(() => new Sample());
}
