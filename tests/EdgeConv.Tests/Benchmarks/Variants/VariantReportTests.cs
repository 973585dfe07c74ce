using EdgeConv.Benchmarks.Races;
using EdgeConv.Benchmarks.Variants;

namespace EdgeConv.Tests.Benchmarks.Variants;

public class VariantReportTests
{
    [Theory]
    [InlineData(1.15, true)]
    [InlineData(1.16, false)]
    public void A_bound_from_above_is_kept_at_it(double ratio, bool isMet) => Assert.Equal(isMet, Target.AtMost(1.15).IsMetBy(ratio));

    [Theory]
    [InlineData(1.8, true)]
    [InlineData(1.79, false)]
    public void A_bound_from_below_is_kept_at_it(double ratio, bool isMet) => Assert.Equal(isMet, Target.AtLeast(1.8).IsMetBy(ratio));

    [Fact]
    public void The_second_contenders_ratio_is_judged()
    {
        var first = new ContenderReport("first", 1, 1, 1, 1, 1, 1);
        var race = new RaceReport("race", 1, 3, [first, first with { Name = "second", Ratio = 1.2, RatioP10 = 0.9, RatioP90 = 1.3 }], []);
        Assert.Equal(new VariantReport(race, "at most 1.15", false, 1.2), VariantReport.Of(race, Target.AtMost(1.15)));
        Assert.Equal(new VariantReport(race, "at least 1.15", true, 1.2), VariantReport.Of(race, Target.AtLeast(1.15)));
    }

    [Fact]
    public void Where_cores_may_be_taken_away_the_fastest_rounds_are_judged()
    {
        var first = new ContenderReport("first", 1, 0.5, 1, 1, 1, 1);
        var race = new RaceReport("race", null, 3, [first, first with { Name = "second", MinMs = 0.95, Ratio = 1.2 }], []);
        Assert.Equal(new VariantReport(race, "at least 1.8, by the fastest rounds", true, 1.9), VariantReport.Of(race, Target.AtLeast(1.8) with { IsOfFastest = true }));
    }

    [Fact]
    public void A_race_that_could_not_be_held_is_neither_met_nor_missed() =>
        Assert.Null(VariantReport.Of(new RaceReport("race", 1, 0, [], ["it is absent"]), Target.AtMost(1)).IsMet);
}
