using EdgeConv.Host.Decisions;

namespace EdgeConv.Tests.Host.Decisions;

public class RuleStateTests
{
    private const long Second = 1_000_000_000;

    private static readonly RuleTerms Terms = new([0], AtLeast: 0.7f, Frames: 3, ReleaseBelow: 0.5f, Hold: TimeSpan.FromSeconds(5));

    [Fact]
    public void Frames_before_and_behind_a_gap_are_not_running()
    {
        var rule = new RuleState(new RuleTerms([0], 0.5f, 2, 0.5f, TimeSpan.Zero));
        Assert.False(rule.Update([1f], 1));
        Assert.False(rule.Pass(2));
        Assert.False(rule.Update([1f], 3));
        Assert.True(rule.Update([1f], 4));
    }

    [Fact]
    public void It_begins_after_so_many_frames_running()
    {
        var rule = new RuleState(Terms);
        Assert.Equal([false, false, false, false, false, true], Changes(rule, [0.7f, 0.9f, 0.69f, 0.7f, 0.8f, 0.7f]));
        Assert.True(rule.IsActive);
    }

    [Fact]
    public void A_score_that_wavers_between_the_thresholds_changes_nothing()
    {
        var rule = new RuleState(Terms with { Frames = 1, Hold = TimeSpan.Zero });
        Assert.Equal([true, false, false, false, true, false, true], Changes(rule, [0.7f, 0.5f, 0.69f, 0.5f, 0.49f, 0.69f, 0.7f]));
    }

    [Fact]
    public void It_goes_on_for_a_while_after_the_last_frame_that_showed_it()
    {
        var rule = new RuleState(Terms with { Frames = 1 });
        Assert.True(rule.Update([1f], 10 * Second));
        Assert.False(rule.Update([0f], 14 * Second));
        Assert.False(rule.Update([0.6f], 14 * Second + 1));
        Assert.False(rule.Update([0f], 19 * Second));
        Assert.True(rule.Update([0f], 19 * Second + 1));
        Assert.False(rule.IsActive);
    }

    [Fact]
    public void Without_frames_it_ends_when_its_time_is_over()
    {
        var rule = new RuleState(Terms with { Frames = 1 });
        rule.Update([1f], 0);
        Assert.False(rule.Pass(5 * Second - 1));
        Assert.True(rule.Pass(5 * Second));
        Assert.False(rule.Pass(6 * Second));
    }

    [Fact]
    public void The_highest_of_its_classes_counts()
    {
        var rule = new RuleState(Terms with { Classes = [1, 2], Frames = 1 });
        Assert.False(rule.Update([1f, 0.1f, 0.6f], 0));
        Assert.Equal(0.6f, rule.Score);
        Assert.True(rule.Update([0f, 0.1f, 0.7f], 0));
    }

    private static IEnumerable<bool> Changes(RuleState rule, float[] scores) => [.. scores.Select((score, i) => rule.Update([score], i))];
}
