using EdgeConv.Host.Decisions;

namespace EdgeConv.Tests.Host.Decisions;

public class ScoreSmootherTests
{
    [Fact]
    public void One_frame_is_left_as_it_is()
    {
        var smoother = new ScoreSmoother(2, 1);
        Assert.Equal([0.25f, 0.75f], smoother.Add([0.25f, 0.75f]).ToArray());
        Assert.Equal([1, 0], smoother.Add([1, 0]).ToArray());
    }

    [Fact]
    public void The_mean_is_of_the_last_frames_and_at_first_of_as_many_as_there_were()
    {
        var smoother = new ScoreSmoother(1, 3);
        float[] scores = [0.5f, 1, 0, 0.25f, 0.75f];
        var means = scores.Select(score => smoother.Add([score])[0]).ToArray();
        Assert.Equal([0.5f, 0.75f, 0.5f, 1.25f / 3, 1f / 3], means);
    }

    [Fact]
    public void Cleared_it_knows_nothing_of_earlier_frames()
    {
        var smoother = new ScoreSmoother(1, 4);
        smoother.Add([1]);
        smoother.Clear();
        Assert.Equal(0.25f, smoother.Add([0.25f])[0]);
    }

    [Fact]
    public void Nothing_adds_up_over_a_million_frames()
    {
        var random = new Random(1);
        var smoother = new ScoreSmoother(1, 7);
        var last = new float[7];
        var mean = 0f;
        for (var i = 0; i < 1_000_000; i++)
        {
            last[i % 7] = random.NextSingle() * MathF.Pow(10, -random.Next(12));
            mean = smoother.Add([last[i % 7]])[0];
        }

        Assert.Equal(last.Average(value => (double)value), mean, 7);
    }
}
