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

    [Fact]
    public void Enough_decisions_prove_a_model()
    {
        Decide(5);
        using var trial = Start(framesFlow: true);
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
        using var trial = Start(framesFlow: true);
        _clock.Advance(TimeSpan.FromSeconds(61));
        WebProgram.Until(() => _outcome.Length > 0, "over");
        Assert.Equal("frames came, and fewer than 20 decisions within 60 s", _outcome);
    }

    [Fact]
    public void Without_frames_it_goes_on()
    {
        using var trial = Start(framesFlow: false);
        _clock.Advance(TimeSpan.FromHours(1));
        Thread.Sleep(500);
        Assert.Equal("", _outcome);
    }

    private ModelTrial Start(bool framesFlow) => new(_judged, () => framesFlow, () => _outcome += "proved", problem => _outcome += problem, _clock);

    private void Decide(int count)
    {
        for (var i = 0; i < count; i++)
            _judged.CountDecision(0, 0, 0, 0);
    }
}
