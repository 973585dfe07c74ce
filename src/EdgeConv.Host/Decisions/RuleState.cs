namespace EdgeConv.Host.Decisions;

/// <summary>Whether a rule holds, frame after frame: a threshold to begin, a lower one to end, and a time to go on. Allocates nothing.</summary>
/// <param name="terms">When it holds.</param>
internal sealed class RuleState(RuleTerms terms)
{
    private int _running;
    private long _lastHeld;

    /// <summary>Whether it holds.</summary>
    public bool IsActive { get; private set; }

    /// <summary>The score it looked at last.</summary>
    public float Score { get; private set; }

    /// <summary>Looks at a frame's scores.</summary>
    /// <param name="scores">One a class.</param>
    /// <param name="now">Nanoseconds of the monotonic clock.</param>
    /// <returns>Whether it began or ceased to hold.</returns>
    public bool Update(ReadOnlySpan<float> scores, long now)
    {
        var score = float.NegativeInfinity;
        foreach (var index in terms.Classes.AsSpan())
            score = MathF.Max(score, scores[index]);
        Score = score;
        _running = score >= terms.AtLeast ? Math.Min(_running + 1, terms.Frames) : 0;
        if (!IsActive)
        {
            if (_running < terms.Frames)
                return false;
            IsActive = true;
            _lastHeld = now;
            return true;
        }

        if (score >= terms.ReleaseBelow)
            _lastHeld = now;
        return EndIfOver(now);
    }

    /// <summary>Lets time pass without a frame: a camera that is gone must not keep a line switched on, and frames before and behind a gap are not running.</summary>
    /// <returns>Whether it ceased to hold.</returns>
    public bool Pass(long now)
    {
        _running = 0;
        return EndIfOver(now, isBlind: true);
    }

    private bool EndIfOver(long now, bool isBlind = false)
    {
        var holds = _lastHeld == now && !isBlind;
        if (!IsActive || holds || now - _lastHeld < terms.Hold.Ticks * 100)
            return false;
        IsActive = false;
        _running = 0;
        return true;
    }
}
