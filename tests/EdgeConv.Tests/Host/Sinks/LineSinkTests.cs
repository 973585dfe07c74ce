using System.Text;
using EdgeConv.Host.Configuration;
using EdgeConv.Host.Decisions;
using EdgeConv.Host.Sinks;
using EdgeConv.Vision.Classification;

namespace EdgeConv.Tests.Host.Sinks;

public class LineSinkTests
{
    private static readonly DecisionNames Names = new(new LabelList(["cat", "größer", "dog"]), ["visitor", "pet"]);
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, 250, TimeSpan.Zero);

    [Fact]
    public void Text_tells_changes_and_events()
    {
        using var output = new MemoryStream();
        using var sink = new TextSink(output, Names, DecisionPace.Changes);
        sink.Write(Seen(1, [0.1f, 0.8f, 0.4f]), []);
        sink.Write(Seen(2, [0.1f, 0.9f, 0.2f]), []);
        sink.Write(Seen(3, [0.1f, 0.9f, 0.2f]), [new RuleEvent(1, true, 0.9f, Noon)]);
        sink.Write(Seen(4, [0f, 0f, 0f]), [new RuleEvent(1, false, 0f, Noon)]);
        var time = Noon.ToLocalTime().ToString("HH:mm:ss.ff", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(
            $"""
            {time}  größer 0.80, dog 0.40
            {time}  pet begins, 0.90
            {time}  pet ends, 0.00
            {time}  nothing

            """,
            Encoding.UTF8.GetString(output.ToArray()),
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Json_is_a_line_a_decision()
    {
        using var output = new MemoryStream();
        using var sink = new JsonLinesSink(output, Names, DecisionPace.Frames);
        var decision = Seen(1, [0.125f, 0.75f, 0.5f]);
        decision.SetRule(0, true);
        sink.Write(decision, [new RuleEvent(0, true, 0.75f, Noon)]);
        sink.Write(Seen(2, [0f, 0f, 0f]), []);
        Assert.Equal(
            """
            {"time":"2026-03-01T12:00:00.25+00:00","frame":1,"latency_ms":12.5,"predictions":[{"index":1,"label":"gr\u00F6\u00DFer","score":0.75},{"index":2,"label":"dog","score":0.5}],"rules":["visitor"],"events":[{"time":"2026-03-01T12:00:00.25+00:00","rule":"visitor","active":true,"score":0.75}]}
            {"time":"2026-03-01T12:00:00.25+00:00","frame":2,"latency_ms":12.5,"predictions":[],"rules":[],"events":[]}

            """,
            Encoding.UTF8.GetString(output.ToArray()),
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Lines_allocate_nothing()
    {
        using var text = new TextSink(Stream.Null, Names, DecisionPace.Frames);
        using var json = new JsonLinesSink(Stream.Null, Names, DecisionPace.Frames);
        var decision = Seen(1, [0.125f, 0.75f, 0.5f]);
        var events = new[] { new RuleEvent(0, true, 0.75f, Noon) };
        for (var i = 0; i < 100; i++)
            Write();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            Write();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Write()
        {
            text.Write(decision, events);
            json.Write(decision, events);
        }
    }

    private static Decision Seen(long number, float[] scores)
    {
        var decision = new Decision(2, 2);
        decision.Describe(number, number, 1_000_000, 13_500_000, Noon);
        decision.Name(scores, 0.05f);
        return decision;
    }
}
