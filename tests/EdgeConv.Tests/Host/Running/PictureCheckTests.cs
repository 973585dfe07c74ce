using EdgeConv.Host.Failures;
using EdgeConv.Host.Running;
using EdgeConv.Vision.Frames;

namespace EdgeConv.Tests.Host.Running;

public sealed class PictureCheckTests : IDisposable
{
    private const long Second = 1_000_000_000;

    private readonly Notebook _journal = new();
    private readonly StateScorer _scorer = new();
    private readonly Frame _frame = new(16);
    private readonly PictureCheck _check;

    public PictureCheckTests() => _check = new PictureCheck(_scorer, new Condition("picture", _journal, TimeProvider.System), TimeSpan.FromSeconds(1));

    public void Dispose()
    {
        _check.Dispose();
        _frame.Dispose();
    }

    [Fact]
    public void It_looks_once_a_pause()
    {
        for (var i = 0; i < 100; i++)
            _check.Look(_frame, i * Second / 10);
        Assert.Equal(10, _scorer.Looks);
    }

    [Fact]
    public void A_bad_picture_is_told_when_it_lasts_and_when_it_is_over()
    {
        var now = 0L;
        foreach (var state in new[] { 0, 0, 0, 1, 1, 0, 1, 1, 1, 1, 0, 0, 0 })
        {
            _scorer.State = state;
            _check.Look(_frame, now += Second);
            Assert.Equal(state, _check.State.Class);
        }

        Assert.Equal(2, _journal.Lines.Count);
        Assert.Equal("warning: picture: is dark: look at the lens and the light", _journal.Lines[0]);
        Assert.StartsWith("note: picture: is usable again", _journal.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_that_is_bad_in_changing_ways_is_told_too()
    {
        var now = 0L;
        foreach (var state in new[] { 0, 1, 4, 1, 4, 1, 4, 0, 4, 4, 4, 4, 0, 0, 0 })
        {
            _scorer.State = state;
            _check.Look(_frame, now += Second);
        }

        Assert.Equal(2, _journal.Lines.Count);
        Assert.Equal("warning: picture: is dark: look at the lens and the light", _journal.Lines[0]);
        Assert.StartsWith("note: picture: is usable again", _journal.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_frame_that_cannot_be_looked_at_is_told_and_the_next_ones_count()
    {
        var now = 0L;
        foreach (var isBroken in new[] { false, true, true, false, false, false })
        {
            _scorer.IsBroken = isBroken;
            _check.Look(_frame, now += Second);
        }

        Assert.Equal("warning: picture: cannot be looked at: broken", _journal.Lines[0]);
        Assert.StartsWith("note: picture: is usable again", _journal.Lines[1], StringComparison.Ordinal);
        Assert.Equal(2, _journal.Lines.Count);
    }

    private sealed class StateScorer : IFrameScorer
    {
        public bool IsBroken { get; set; }

        public int State { get; set; }

        public int Looks { get; private set; }

        public int ClassCount => 5;

        public ReadOnlySpan<float> Score(Frame frame)
        {
            Looks++;
            if (IsBroken)
                throw new FrameException("broken");
            var scores = new float[5];
            scores[State] = 1;
            return scores;
        }

        public void Dispose()
        {
        }
    }
}
