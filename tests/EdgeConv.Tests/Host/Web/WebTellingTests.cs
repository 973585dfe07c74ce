using System.Net;
using System.Text.Json;
using EdgeConv.Host.Board;
using EdgeConv.Host.Configuration;
using EdgeConv.Host.Exchange;
using EdgeConv.Host.Web;
using EdgeConv.Host.Web.Metrics;
using EdgeConv.Tests.Host.Running;

namespace EdgeConv.Tests.Host.Web;

/// <summary>What the server tells of a run within the test's process.</summary>
public class WebTellingTests(Workplace place) : IClassFixture<Workplace>
{
    private readonly Notebook _journal = new();

    [Fact]
    public async Task A_state_that_cannot_be_told_is_told_as_that_once_and_the_server_goes_on()
    {
        var reads = 0;
        using var exchange = new ModelExchange(_journal, _ => null);
        using var server = new WebServer(_journal, exchange, () => throw new InvalidOperationException("nothing changes"), () => ++reads > 2 ? new BoardState([], [], null) : throw new UnauthorizedAccessException("no thermometer"));
        using var host = Runs.Of(Settings, _journal, live: server.Live);
        server.Show(host.View);
        WebProgram.Until(() => _journal.Lines.Any(line => line.StartsWith("note: web: http://127.0.0.1:", StringComparison.Ordinal)), "served");
        using var client = new HttpClient { BaseAddress = new Uri(_journal.Lines[0]["note: web: ".Length..]), Timeout = TimeSpan.FromSeconds(60) };
        using var stream = await client.GetStreamAsync("/api/events", TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        string? line;
        do
            line = await reader.ReadLineAsync(TestContext.Current.CancellationToken);
        while (line is not (null or "event: state"));
        Assert.NotNull(line);
        Assert.Equal(["warning: web: /api/events failed (UnauthorizedAccessException: no thermometer); the run goes on, and this is told once"], _journal.Lines.Skip(1));
    }

    [Fact]
    public void Why_there_is_no_picture_is_told_with_the_other_problems()
    {
        using var exchange = new ModelExchange(_journal, _ => null);
        using var server = new WebServer(_journal, exchange, () => throw new InvalidOperationException("nothing changes"));
        using var host = Runs.Of(Settings, _journal, live: server.Live);
        server.Live.Condition.Fails("libturbojpeg is not installed");
        var problems = JsonDocument.Parse(JsonObject.Of(json => StateJson.WriteProblems(json, host.View))).RootElement.GetProperty("problems");
        var problem = Assert.Single(problems.EnumerateArray());
        Assert.Equal(("web pictures", "libturbojpeg is not installed"), (problem.GetProperty("part").GetString(), problem.GetProperty("problem").GetString()));
        var metrics = RunMetrics.Of(host.View, new BoardState([], [], null), new RefusedRequests(_journal), 0);
        Assert.Contains("edgeconv_up{part=\"web pictures\"} 0", metrics, StringComparison.Ordinal);
        using var unseen = Runs.Of(Settings with { Web = null }, _journal);
        Assert.DoesNotContain(unseen.View.Conditions, condition => condition.Part == "web pictures");
    }

    private RunSettings Settings => Runs.Settings(place, ColourCamera.Source, place.At("state")) with { Web = new WebSettings(IPEndPoint.Parse("127.0.0.1:0"), null, place.At("state")) };
}
