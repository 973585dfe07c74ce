using EdgeConv.Vision.Resizing;

namespace EdgeConv.Tests.Vision.Resizing;

public class RoundedMeanTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(720 * 720)]
    [InlineData((1 << 23) - 1)]
    [InlineData(1 << 23)]
    [InlineData((1 << 23) + 1)]
    [InlineData(1L << 47)]
    public void Sums_around_every_step_are_rounded_as_division_rounds_them(long total)
    {
        var mean = new RoundedMean(total);
        for (var result = 0; result <= 255; result++)
        {
            // Every sum at which the result changes, and its neighbours.
            for (var offset = -2; offset <= 2; offset++)
            {
                var sum = Math.Clamp(result * total - total / 2 + offset, 0, 255 * total);
                Assert.Equal((byte)((sum + total / 2) / total), mean.Of(sum));
            }
        }
    }

    [Fact]
    public void Random_sums_are_rounded_as_division_rounds_them()
    {
        const int Seed = 12;
        var random = new Random(Seed);
        for (var round = 0; round < 200_000; round++)
        {
            var total = random.NextInt64(1, 1L << random.Next(1, 48));
            var sum = random.NextInt64(0, 255 * total + 1);
            Assert.True((byte)((sum + total / 2) / total) == new RoundedMean(total).Of(sum), $"seed {Seed}: {sum} / {total}");
        }
    }
}
