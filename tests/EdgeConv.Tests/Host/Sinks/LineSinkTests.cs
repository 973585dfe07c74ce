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
    public void That_the_picture_is_another_and_that_there_is_none_any_more_are_changes()
    {
        using var output = new MemoryStream();
        using var textOutput = new MemoryStream();
        using var sink = new JsonLinesSink(output, Names, DecisionPace.Changes);
        using var text = new TextSink(textOutput, Names, DecisionPace.Changes);
        var decision = Seen(1, [0.125f, 0.75f, 0.5f]);
        decision.Picture = new Guess(0, 1);
        Write();
        Write();
        decision.Picture = new Guess(1, 0.5f);
        Write();
        decision.GoBlind(Noon);
        Write();
        Write();
        Assert.Equal(
            [("usable", false), ("dark", false), (null, true)],
            Lines(output).Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement).Select(line => (
                line.TryGetProperty("picture", out var picture) ? picture.GetProperty("state").GetString() : null,
                line.TryGetProperty("blind", out var blind) && blind.GetBoolean())));
        Assert.Equal(["the picture is usable", "größer 0.75, dog 0.50", "the picture is dark", "no frames"], Lines(textOutput).Select(line => line[13..]));

        void Write()
        {
            sink.Write(decision, []);
            text.Write(decision, []);
        }
    }

    [Fact]
    public void A_change_that_did_not_get_through_is_told_by_the_next_attempt_and_the_half_of_a_line_breaks_no_other()
    {
        using var output = new NarrowPipe();
        using var textOutput = new NarrowPipe();
        using var sink = new JsonLinesSink(output, Names, DecisionPace.Changes);
        using var text = new TextSink(textOutput, Names, DecisionPace.Changes);
        var news = new[] { new RuleEvent(0, true, 0.75f, Noon) };
        var decision = Seen(1, [0.125f, 0.75f, 0.5f]);
        decision.Picture = new Guess(0, 1);
        (output.Room, textOutput.Room) = (40, 20);
        Assert.Throws<IOException>(() => sink.Write(decision, []));
        Assert.Throws<IOException>(() => text.Write(decision, news));
        (output.Room, textOutput.Room) = (0, 0);
        Assert.Throws<IOException>(() => sink.Write(decision, []));
        Assert.Throws<IOException>(() => text.Write(decision, news));
        (output.Room, textOutput.Room) = (int.MaxValue, int.MaxValue);
        for (var i = 0; i < 2; i++)
        {
            sink.Write(decision, []);
            text.Write(decision, i == 0 ? news : []);
        }

        var lines = Lines(output.Written);
        Assert.Equal(2, lines.Length);
        Assert.Equal("größer", System.Text.Json.JsonDocument.Parse(lines[1]).RootElement.GetProperty("predictions")[0].GetProperty("label").GetString());
        var words = Lines(textOutput.Written);
        Assert.Equal(["visitor begins, 0.75", "the picture is usable", "größer 0.75, dog 0.50"], words[1..].Select(line => line[13..]));
        Assert.Equal(20, words[0].Length);
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

    private static string[] Lines(MemoryStream output) => Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static Decision Seen(long number, float[] scores)
    {
        var decision = new Decision(2, 2);
        decision.Describe(number, number, 1_000_000, 13_500_000, Noon);
        decision.Name(scores, 0.05f);
        return decision;
    }

    /// <summary>Takes as many bytes as it has room for, and fails then.</summary>
    private sealed class NarrowPipe : Stream
    {
        public MemoryStream Written { get; } = new();

        public int Room { get; set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            var fits = Math.Min(Room, buffer.Length);
            Written.Write(buffer[..fits]);
            Room -= fits;
            if (fits < buffer.Length)
                throw new IOException("No space left on device");
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            Written.Dispose();
            base.Dispose(disposing);
        }
    }
}
