using EdgeConv.Host.Decisions;
using EdgeConv.Host.Failures;
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
    private readonly IFrameWitness? _witness;
    private readonly TimeProvider _time;
    private readonly ScoreSmoother _smoother;
    private readonly RuleState[] _rules;
    private readonly RuleEvent[] _events;
    private readonly Decision _decision;
    private long _lastFrameAt;
    private bool _isBlind;

    /// <param name="mailbox">Where frames come from.</param>
    /// <param name="scorer">The model.</param>
    /// <param name="options">How scores become decisions.</param>
    /// <param name="counters">What came of frames.</param>
    /// <param name="condition">Whether frames can be looked at.</param>
    /// <param name="audience">Who is told.</param>
    /// <param name="check">Looks whether pictures are any good; null: nobody does.</param>
    /// <param name="witness">Sees the frames that decisions are made of; null: nobody does.</param>
    /// <param name="time">The clock that decisions bear the time of, and nothing else goes by; null: the system's.</param>
    public Judge(FrameMailbox mailbox, IFrameScorer scorer, JudgeOptions options, JudgeCounters counters, Condition condition, IDecisionAudience audience, PictureCheck? check = null, IFrameWitness? witness = null, TimeProvider? time = null)
    {
        (_mailbox, _scorer, _options, _counters, _condition, _audience, _check, _witness, _time) = (mailbox, scorer, options, counters, condition, audience, check, witness, time ?? TimeProvider.System);
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
        _lastFrameAt = MonotonicClock.Now;
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
        }
        catch (FrameException problem)
        {
            _counters.CountRefusal();
            _condition.Fails(problem.Message);
            LetTimePass();
            return;
        }

        var scoredAt = MonotonicClock.Now;
        (_lastFrameAt, _isBlind) = (scoredAt, false);
        _condition.Works("frames can be looked at");
        var means = _smoother.Add(scores);
        var time = _time.GetUtcNow();
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
        _witness?.See(frame);

        // No decision waits for it: what it sees is told with the next one.
        _check?.Look(frame, takenAt);
    }

    /// <summary>
    /// Without frames that can be looked at rules come to their end, too; but a camera may take its time from one to the next. After such a gap the frames before it
    /// say nothing, and that nothing is seen any more is told once: what was seen last would be believed for ever.
    /// </summary>
    private void LetTimePass()
    {
        var (now, time, events) = (MonotonicClock.Now, _time.GetUtcNow(), 0);
        if (now - _lastFrameAt < MonotonicClock.Nanoseconds(_options.BlindAfter))
            return;
        for (var rule = 0; rule < _rules.Length; rule++)
        {
            if (!_rules[rule].Pass(now))
                continue;
            _events[events++] = new RuleEvent(rule, false, _rules[rule].Score, time);
            _decision.SetRule(rule, false);
        }

        if (events == 0 && _isBlind)
            return;
        _isBlind = true;
        _smoother.Clear();
        _decision.GoBlind(time);
        _audience.Tell(_decision, _events.AsSpan(0, events));
    }
}
