using EdgeConv.Host.Failures;
using EdgeConv.Tests.Host.Running;

namespace EdgeConv.Tests.Host.Failures;

public class ConditionTests
{
    private readonly Notebook _journal = new();
    private readonly HandClock _clock = new();
    private readonly Condition _condition;

    public ConditionTests() => _condition = new Condition("camera", _journal, _clock);

    [Fact]
    public void A_problem_is_told_when_it_begins_and_when_it_is_over()
    {
        _condition.Works("gives frames");
        for (var i = 0; i < 100; i++)
            _condition.Fails("is gone");
        Assert.Equal("is gone", _condition.Problem);
        _clock.Advance(TimeSpan.FromSeconds(2.5));
        _condition.Works("gives frames");
        _condition.Works("gives frames");
        Assert.Null(_condition.Problem);
        Assert.Equal(["warning: camera: is gone", "note: camera: gives frames again, after 2.5 s"], _journal.Lines);
    }

    [Fact]
    public void What_comes_and_goes_is_told_once_a_minute()
    {
        for (var second = 0; second < 180; second++)
        {
            _condition.Fails($"problem {second}");
            _clock.Advance(TimeSpan.FromSeconds(0.5));
            _condition.Works("works");
            _clock.Advance(TimeSpan.FromSeconds(0.5));
        }

        Assert.Equal(180, _condition.Failures);
        Assert.Equal(["warning: camera: problem 0", "warning: camera: problem 60", "warning: camera: problem 120"], _journal.Lines.Where(line => line.StartsWith("warning", StringComparison.Ordinal)));
        Assert.Equal(3, _journal.Lines.Count(line => line.StartsWith("note", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_problem_that_stays_is_told_though_it_began_soon_after_another()
    {
        _condition.Fails("is unplugged");
        _condition.Works("works");
        _clock.Advance(TimeSpan.FromSeconds(20));
        for (var second = 0; second < 120; second++)
        {
            _condition.Fails("is not there");
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(["warning: camera: is unplugged", "note: camera: works again, after 0.0 s", "warning: camera: is not there"], _journal.Lines);
    }

    [Fact]
    public void A_problem_that_becomes_another_is_told_again_once_a_minute_is_over()
    {
        _condition.Fails("first");
        _condition.Fails("second");
        _clock.Advance(TimeSpan.FromSeconds(61));
        _condition.Fails("second");
        _condition.Fails("third");
        Assert.Equal(["warning: camera: first", "warning: camera: third"], _journal.Lines);
        Assert.Equal(1, _condition.Failures);
    }
}
