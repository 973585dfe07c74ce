using EdgeConv.Host.Exchange;
using EdgeConv.Host.Running;
using EdgeConv.Tests.Host.Running;
using EdgeConv.Tests.Host.Web;

namespace EdgeConv.Tests.Host.Exchange;

public class ModelTrialTests
{
    private readonly JudgeCounters _judged = new();
    private readonly HandClock _clock = new();
    private volatile string _outcome = "";
    private long _frames;

    [Fact]
    public void Enough_decisions_prove_a_model()
    {
        Decide(5);
        using var trial = Start();
        Decide(ModelTrial.Decisions - 1);
        Thread.Sleep(500);
        Assert.Equal("", _outcome);
        Decide(1);
        WebProgram.Until(() => _outcome.Length > 0, "over");
        Assert.Equal("proved", _outcome);
    }

    [Fact]
    public void Frames_without_decisions_fail_it()
    {
        using var trial = Start();
        Decide(3);
        Show(1000);
        Thread.Sleep(500);
        Assert.Equal("", _outcome);
        WebProgram.Until(
            () =>
            {
                Show(1);
                _clock.Advance(TimeSpan.FromSeconds(1));
                return _outcome.Length > 0;
            },
            "over");
        Assert.Equal("frames came, and no decision within 60 s", _outcome);
    }

    [Fact]
    public void Without_frames_it_goes_on()
    {
        using var trial = Start();
        _clock.Advance(TimeSpan.FromHours(1));
        Thread.Sleep(500);
        Assert.Equal("", _outcome);
    }

    [Fact]
    public void A_source_of_a_frame_now_and_then_may_take_its_time()
    {
        using var trial = Start();
        for (var frame = 0; frame < ModelTrial.Decisions; frame++)
        {
            // It is seen for a moment before it is decided on, and one in two cannot be looked at.
            Show(2);
            Thread.Sleep(250);
            _clock.Advance(TimeSpan.FromMinutes(5));
            Assert.Equal("", _outcome);
            Thread.Sleep(250);
            Assert.Equal("", _outcome);
            Decide(1);
        }

        WebProgram.Until(() => _outcome.Length > 0, "over");
        Assert.Equal("proved", _outcome);
    }

    private ModelTrial Start() => new(_judged, () => Interlocked.Read(ref _frames), () => _outcome += "proved", problem => _outcome += problem, _clock);

    private void Show(int count) => Interlocked.Add(ref _frames, count);

    private void Decide(int count)
    {
        for (var i = 0; i < count; i++)
            _judged.CountDecision(0, 0, 0, 0);
    }
}
