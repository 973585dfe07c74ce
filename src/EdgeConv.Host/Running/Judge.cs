using EdgeConv.Host.Decisions;
using EdgeConv.Vision.Frames;

namespace EdgeConv.Host.Running;

/// <summary>Looks at the newest frame, again and again: scores, smoothing, rules, sinks. Allocates nothing per frame.</summary>
internal sealed class Judge
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private readonly FrameMailbox _mailbox;
    private readonly IFrameScorer _scorer;
    private readonly JudgeOptions _options;
    private readonly JudgeCounters _counters;
    private readonly Condition _condition;
    private readonly IDecisionAudience _audience;
    private readonly PictureCheck? _check;
    private readonly ScoreSmoother _smoother;
    private readonly RuleState[] _rules;
    private readonly RuleEvent[] _events;
    private readonly Decision _decision;

    /// <param name="mailbox">Where frames come from.</param>
    /// <param name="scorer">The model.</param>
    /// <param name="options">How scores become decisions.</param>
    /// <param name="counters">What came of frames.</param>
    /// <param name="condition">Whether frames can be looked at.</param>
    /// <param name="audience">Who is told.</param>
    /// <param name="check">Looks whether pictures are any good; null: nobody does.</param>
    public Judge(FrameMailbox mailbox, IFrameScorer scorer, JudgeOptions options, JudgeCounters counters, Condition condition, IDecisionAudience audience, PictureCheck? check = null)
    {
        (_mailbox, _scorer, _options, _counters, _condition, _audience, _check) = (mailbox, scorer, options, counters, condition, audience, check);
        _smoother = new ScoreSmoother(scorer.ClassCount, options.SmoothedFrames);
        _rules = [.. options.Rules.Select(terms => new RuleState(terms))];
        _events = new RuleEvent[_rules.Length];
        _decision = NewDecision();
    }

    /// <summary>Room for a decision of this judge.</summary>
    public Decision NewDecision() => new(_options.Top, _rules.Length);

    /// <summary>Looks at frames until it is asked to stop, or no more will come.</summary>
    public void Run(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            // Asked before the box is looked into: what was posted before it was closed is still found there.
            var isClosed = _mailbox.IsClosed;
            if (_mailbox.Take(Look) is { } frame)
                Inspect(frame);
            else if (isClosed)
                return;
            else
                LetTimePass();
        }
    }

    private void Inspect(Frame frame)
    {
        var takenAt = MonotonicClock.Now;
        ReadOnlySpan<float> scores;
        try
        {
            scores = _scorer.Score(frame);
            _check?.Look(frame, takenAt);
        }
        catch (FrameException problem)
        {
            _counters.CountRefusal();
            _condition.Fails(problem.Message);
            return;
        }

        var scoredAt = MonotonicClock.Now;
        _condition.Works("frames can be looked at");
        var means = _smoother.Add(scores);
        var time = DateTimeOffset.UtcNow;
        var events = 0;
        for (var rule = 0; rule < _rules.Length; rule++)
        {
            if (_rules[rule].Update(means, scoredAt))
                _events[events++] = new RuleEvent(rule, _rules[rule].IsActive, _rules[rule].Score, time);
            _decision.SetRule(rule, _rules[rule].IsActive);
        }

        _decision.Name(means, _options.Threshold);
        _decision.Picture = _check?.State ?? _decision.Picture;
        var decidedAt = MonotonicClock.Now;
        _decision.Describe(_counters.Judged + 1, frame.Sequence, frame.CapturedAt, decidedAt, time);
        _counters.CountDecision(frame.CapturedAt, takenAt, scoredAt, decidedAt);
        _audience.Tell(_decision, _events.AsSpan(0, events));
    }

    /// <summary>Without frames rules come to their end, too.</summary>
    private void LetTimePass()
    {
        var (now, time, events) = (MonotonicClock.Now, DateTimeOffset.UtcNow, 0);
        for (var rule = 0; rule < _rules.Length; rule++)
        {
            if (!_rules[rule].Pass(now))
                continue;
            _events[events++] = new RuleEvent(rule, false, _rules[rule].Score, time);
            _decision.SetRule(rule, false);
        }

        if (events != 0)
            _audience.Tell(_decision, _events.AsSpan(0, events));
    }
}
