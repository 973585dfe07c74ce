namespace EdgeConv.Host.Decisions;

/// <summary>What was seen in one frame. Written over from frame to frame; sinks get copies in memory of their own.</summary>
/// <param name="guesses">The most classes that are named.</param>
/// <param name="rules">How many rules there are.</param>
internal sealed class Decision(int guesses, int rules)
{
    private readonly Guess[] _guesses = new Guess[guesses];
    private readonly bool[] _active = new bool[rules];
    private int _count;

    /// <summary>How many frames have been looked at, this one included.</summary>
    public long Number { get; private set; }

    /// <summary>The frame's number as its camera counts.</summary>
    public long Sequence { get; private set; }

    /// <summary>When the frame was taken, in nanoseconds of the monotonic clock.</summary>
    public long CapturedAt { get; private set; }

    /// <summary>When it was decided, by the same clock.</summary>
    public long DecidedAt { get; private set; }

    /// <summary>When it was decided, by the system's clock.</summary>
    public DateTimeOffset Time { get; private set; }

    /// <summary>The best classes, the best first; none where no score reached the threshold.</summary>
    public ReadOnlySpan<Guess> Guesses => _guesses.AsSpan(0, _count);

    /// <summary>How good the camera's picture is, as a class of the camera check; -1: not known.</summary>
    public Guess Picture { get; set; } = new(-1, 0);

    /// <summary>Whether no frame could be looked at for so long that nothing is known any more; all but the time and the rules is then of the last frame, or empty.</summary>
    public bool IsBlind { get; private set; }

    /// <summary>Which rules hold.</summary>
    public ReadOnlySpan<bool> Active => _active;

    /// <summary>Describes a frame.</summary>
    public void Describe(long number, long sequence, long capturedAt, long decidedAt, DateTimeOffset time) =>
        (Number, Sequence, CapturedAt, DecidedAt, Time, IsBlind) = (number, sequence, capturedAt, decidedAt, time, false);

    /// <summary>Forgets what was seen: no frames come.</summary>
    public void GoBlind(DateTimeOffset time) => (Time, _count, Picture, IsBlind) = (time, 0, new Guess(-1, 0), true);

    /// <summary>Names the best classes.</summary>
    public void Name(ReadOnlySpan<float> scores, float threshold) => _count = TopGuesses.Pick(scores, threshold, _guesses);

    /// <summary>Says whether a rule holds.</summary>
    public void SetRule(int rule, bool isActive) => _active[rule] = isActive;

    /// <summary>Becomes a copy of another of the same size.</summary>
    public void CopyFrom(Decision other)
    {
        Describe(other.Number, other.Sequence, other.CapturedAt, other.DecidedAt, other.Time);
        other._guesses.CopyTo(_guesses, 0);
        other._active.CopyTo(_active, 0);
        (_count, Picture, IsBlind) = (other._count, other.Picture, other.IsBlind);
    }
}
