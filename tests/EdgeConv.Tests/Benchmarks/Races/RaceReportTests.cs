using System.Text.Json;
using EdgeConv.Benchmarks.Races;
using EdgeConv.Tensors;

namespace EdgeConv.Tests.Benchmarks.Races;

public class RaceReportTests
{
    [Fact]
    public void The_json_has_the_figures_of_every_contender()
    {
        using var first = new Sleeper(TimeSpan.FromMilliseconds(120), ElementType.UInt8, 5, 250);
        using var second = new Sleeper(TimeSpan.FromMilliseconds(240), ElementType.UInt8, 5, 252);
        var json = RaceJson.Of([RaceReport.Of("network", 2, [first, second], rounds: 2, ["third: it is absent"])]);
        Assert.DoesNotContain('\n', json);

        using var document = JsonDocument.Parse(json);
        var race = Assert.Single(document.RootElement.EnumerateArray());
        Assert.Equal(("network", 2, 2), (race.GetProperty("subject").GetString(), race.GetProperty("threads").GetInt32(), race.GetProperty("rounds").GetInt32()));
        Assert.Equal("third: it is absent", Assert.Single(race.GetProperty("absent").EnumerateArray()).GetString());
        var contenders = race.GetProperty("contenders").EnumerateArray().ToArray();
        Assert.Equal(["sleeper of 120 ms", "sleeper of 240 ms"], contenders.Select(contender => contender.GetProperty("name").GetString()));
        Assert.Equal(1, contenders[0].GetProperty("ratio").GetDouble());
        Assert.InRange(contenders[1].GetProperty("min_ms").GetDouble(), 240, contenders[1].GetProperty("p90_ms").GetDouble());
        Assert.InRange(contenders[1].GetProperty("ratio").GetDouble(), contenders[1].GetProperty("ratio_p10").GetDouble(), contenders[1].GetProperty("ratio_p90").GetDouble());
        var difference = contenders[1].GetProperty("difference");
        Assert.Equal((2, 1, 2.0), (difference.GetProperty("values").GetInt32(), difference.GetProperty("differing").GetInt32(), difference.GetProperty("largest").GetDouble()));
    }
}
