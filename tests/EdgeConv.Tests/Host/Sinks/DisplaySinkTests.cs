using EdgeConv.Devices.Displays;
using EdgeConv.Host.Decisions;
using EdgeConv.Host.Sinks;
using EdgeConv.Tests.Host.Running;
using EdgeConv.Vision.Classification;

namespace EdgeConv.Tests.Host.Sinks;

public class DisplaySinkTests
{
    private static readonly DecisionNames Names = new(new LabelList(["cat", "golden retriever puppy", "dog"]), ["visitor", "pet"]);

    private readonly HandClock _clock = new();
    private readonly List<string> _done = [];
    private bool _isThere = true;

    [Fact]
    public void Rows_are_the_best_class_what_holds_and_the_others()
    {
        using var sink = Sink(20, 4);
        sink.Write(Seen([0.2f, 0.91f, 0.3f], -1), []);
        Assert.Equal(["open", "0|golden retrieve 0.91|", "1|                    |", "2|dog             0.30|", "3|cat             0.20|"], _done);
        _done.Clear();
        _clock.Advance(TimeSpan.FromSeconds(1));
        sink.Write(Seen([0.2f, 0.91f, 0.3f], 0, true, true), [new RuleEvent(0, true, 1, default)]);
        Assert.Equal(["1|visitor, pet        |"], _done);
        sink.Write(Seen([0.2f, 0.91f, 0.3f], 1, true, true), [new RuleEvent(0, true, 1, default)]);
        Assert.Equal("1|picture: dark       |", _done[^1]);
    }

    [Fact]
    public void Scores_are_renewed_twice_a_second_and_another_class_at_once()
    {
        using var sink = Sink(16, 2);
        sink.Write(Seen([0.5f, 0, 0], -1), []);
        _done.Clear();
        sink.Write(Seen([0.6f, 0, 0], -1), []);
        Assert.Empty(_done);
        sink.Write(Seen([0.6f, 0, 0.7f], -1), []);
        Assert.Equal(["0|dog         0.70|"], _done);
        _clock.Advance(TimeSpan.FromMilliseconds(501));
        sink.Write(Seen([0.6f, 0, 0.8f], -1), []);
        Assert.Equal("0|dog         0.80|", _done[^1]);
        sink.Write(Seen([0, 0, 0], -1), []);
        Assert.Equal("0|nothing         |", _done[^1]);
    }

    [Fact]
    public void A_display_that_was_unplugged_is_opened_again_and_shows_everything()
    {
        using var sink = Sink(16, 2);
        sink.Write(Seen([0.5f, 0, 0], -1), []);
        _isThere = false;
        Assert.Throws<DisplayException>(() => sink.Write(Seen([0, 0, 0.5f], -1), []));
        Assert.Throws<DisplayException>(() => sink.Write(Seen([0, 0, 0.5f], -1), []));
        _isThere = true;
        _done.Clear();
        sink.Write(Seen([0, 0, 0.5f], -1), []);
        Assert.Equal(["open", "0|dog         0.50|", "1|                |"], _done);
    }

    [Fact]
    public void Without_frames_it_says_so_and_at_the_end_it_is_empty()
    {
        using (var sink = Sink(16, 2))
        {
            var decision = Seen([0.5f, 0, 0], 1);
            sink.Write(decision, []);
            decision.GoBlind(DateTimeOffset.UnixEpoch);
            sink.Write(decision, []);
            Assert.Equal(["0|no frames       |", "1|                |"], _done.TakeLast(2));
            sink.Write(Seen([0.5f, 0, 0], 1), []);
            _done.Clear();
        }

        Assert.Equal(["0|                |", "1|                |"], _done);
    }

    [Fact]
    public void A_display_that_is_gone_does_not_disturb_the_end()
    {
        using var sink = Sink(16, 2);
        sink.Write(Seen([0.5f, 0, 0], -1), []);
        _isThere = false;
    }

    private static Decision Seen(float[] scores, int picture, params bool[] rules)
    {
        var decision = new Decision(3, 2);
        decision.Name(scores, 0.1f);
        decision.Picture = new Guess(picture, 1);
        for (var i = 0; i < rules.Length; i++)
            decision.SetRule(i, rules[i]);
        return decision;
    }

    private DisplaySink Sink(int columns, int rows) => new(columns, rows, Open, Names, _clock);

    private ScriptedDisplay Open()
    {
        if (!_isThere)
            throw new DisplayException("nothing there");
        _done.Add("open");
        return new ScriptedDisplay(this);
    }

    private sealed class ScriptedDisplay(DisplaySinkTests owner) : ITextDisplay
    {
        public void Show(int row, string text)
        {
            if (!owner._isThere)
                throw new DisplayException("gone");
            owner._done.Add($"{row}|{text}|");
        }

        public void Dispose()
        {
        }
    }
}
