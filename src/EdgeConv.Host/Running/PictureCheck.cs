using EdgeConv.Host.Decisions;
using EdgeConv.Host.Failures;
using EdgeConv.Vision.CameraCheck;
using EdgeConv.Vision.Frames;

namespace EdgeConv.Host.Running;

/// <summary>Looks now and then whether the camera's picture is any good (<see cref="CameraCheckModel"/>), beside the user's model and on the same frames.</summary>
/// <param name="scorer">The camera check.</param>
/// <param name="condition">Whether the picture is usable.</param>
/// <param name="pause">Between two looks.</param>
internal sealed class PictureCheck(IFrameScorer scorer, Condition condition, TimeSpan pause) : IDisposable
{
    // A hand before the lens, or a lamp that is switched on, is no fault of the camera.
    private const int LooksToBelieve = 3;

    private readonly long _pause = MonotonicClock.Nanoseconds(pause);
    private long _lookedAt = long.MinValue;
    private int _looksAlike;
    private int _looksOfClass;
    private int _last = -1;

    /// <summary>What it saw last: the class by its place in <see cref="CameraCheckModel.Labels"/>; -1 before the first look.</summary>
    public Guess State { get; private set; } = new(-1, 0);

    /// <summary>Looks at a frame, if it is time to.</summary>
    /// <param name="frame">A frame that can be looked at.</param>
    /// <param name="now">Nanoseconds of the monotonic clock.</param>
    public void Look(Frame frame, long now)
    {
        if (_lookedAt != long.MinValue && now - _lookedAt < _pause)
            return;
        _lookedAt = now;
        Span<Guess> best = stackalloc Guess[1];
        try
        {
            TopGuesses.Pick(scorer.Score(frame), 0, best);
        }
        catch (FrameException problem)
        {
            _last = -1;
            condition.Fails($"cannot be looked at: {problem.Message}");
            return;
        }

        State = best[0];
        // What is bad may be bad in changing ways, as a picture that is too dark to tell whether the lens is covered.
        _looksAlike = _last >= 0 && State.Class == 0 == (_last == 0) ? _looksAlike + 1 : 1;
        _looksOfClass = State.Class == _last ? _looksOfClass + 1 : 1;
        _last = State.Class;
        if (_looksAlike < LooksToBelieve)
            return;
        if (State.Class == 0)
            condition.Works("is usable");
        else if (_looksAlike == LooksToBelieve || _looksOfClass == LooksToBelieve)
            condition.Fails($"is {CameraCheckModel.Labels[State.Class]}: look at the lens and the light");
    }

    /// <inheritdoc/>
    public void Dispose() => scorer.Dispose();
}
