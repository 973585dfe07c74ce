namespace EdgeConv.Host.Decisions;

/// <summary>The mean of the last frames' scores, class by class. Allocates nothing after construction.</summary>
internal sealed class ScoreSmoother
{
    private readonly float[] _history;
    private readonly double[] _sums;
    private readonly float[] _means;
    private readonly int _frames;
    private int _next;
    private int _held;

    /// <param name="classes">Scores a frame.</param>
    /// <param name="frames">How many frames the mean is taken of, at least 1, which leaves scores as they are.</param>
    public ScoreSmoother(int classes, int frames)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(frames, 1);
        _frames = frames;
        _history = new float[checked(classes * frames)];
        _sums = new double[classes];
        _means = new float[classes];
    }

    /// <summary>Takes a frame's scores and gives the means, which are valid until the next call. The first frames are means of as many as there were.</summary>
    public ReadOnlySpan<float> Add(ReadOnlySpan<float> scores)
    {
        var oldest = _history.AsSpan(_next * _means.Length, _means.Length);
        _held = Math.Min(_held + 1, _frames);
        for (var i = 0; i < _means.Length; i++)
        {
            // Scores are at most 1: what 53 bits round off, 1e-16 a frame, does not show after years.
            _sums[i] += (double)scores[i] - oldest[i];
            oldest[i] = scores[i];
            _means[i] = (float)(_sums[i] / _held);
        }

        _next = (_next + 1) % _frames;
        return _means;
    }

    /// <summary>Forgets all frames: after a gap the old ones say nothing.</summary>
    public void Clear()
    {
        Array.Clear(_history);
        Array.Clear(_sums);
        (_next, _held) = (0, 0);
    }
}
