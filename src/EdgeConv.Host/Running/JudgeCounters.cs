namespace EdgeConv.Host.Running;

/// <summary>What came of the frames that were looked at. Written by one thread, read by any.</summary>
internal sealed class JudgeCounters
{
    private static readonly TimeSpan LookedBackOn = TimeSpan.FromMinutes(1);

    private long _judged;
    private long _refused;
    private long _lastAt;

    /// <summary>Frames that a decision was made of.</summary>
    public long Judged => Volatile.Read(ref _judged);

    /// <summary>Frames that could not be looked at.</summary>
    public long Refused => Volatile.Read(ref _refused);

    /// <summary>When the last decision was made, in nanoseconds of the monotonic clock; 0 before the first.</summary>
    public long LastAt => Volatile.Read(ref _lastAt);

    /// <summary>From the sensor to the decision, ever since.</summary>
    public LatencyHistogram Latency { get; } = new();

    /// <summary>The same, by round bounds.</summary>
    public LatencyBuckets LatencyBuckets { get; } = new();

    /// <summary>From the sensor to the decision, in the last minutes.</summary>
    public RecentLatency RecentLatency { get; } = new(LookedBackOn);

    /// <summary>From the frame in memory to the scores, in the last minutes.</summary>
    public RecentLatency RecentScoring { get; } = new(LookedBackOn);

    /// <summary>Goes on counting where another left off; times begin anew.</summary>
    public void Continue(JudgeCounters before)
    {
        Volatile.Write(ref _judged, before.Judged);
        Volatile.Write(ref _refused, before.Refused);
        Volatile.Write(ref _lastAt, before.LastAt);
    }

    /// <summary>A decision was made.</summary>
    public void CountDecision(long capturedAt, long takenAt, long scoredAt, long decidedAt)
    {
        Latency.Add(decidedAt - capturedAt);
        LatencyBuckets.Add(decidedAt - capturedAt);
        RecentLatency.Add(decidedAt - capturedAt, decidedAt);
        RecentScoring.Add(scoredAt - takenAt, decidedAt);
        Volatile.Write(ref _lastAt, decidedAt);
        Volatile.Write(ref _judged, _judged + 1);
    }

    /// <summary>A frame could not be looked at.</summary>
    public void CountRefusal() => Volatile.Write(ref _refused, _refused + 1);
}
