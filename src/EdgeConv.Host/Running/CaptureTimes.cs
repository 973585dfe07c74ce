namespace EdgeConv.Host.Running;

/// <summary>How patient the capturing thread is.</summary>
/// <param name="Stall">Without a frame for so long something is wrong with the camera.</param>
/// <param name="FirstWait">Before a lost camera is opened again.</param>
/// <param name="LongestWait">Between two attempts at most.</param>
internal sealed record CaptureTimes(TimeSpan Stall, TimeSpan FirstWait, TimeSpan LongestWait)
{
    private const int FramesMissed = 3;

    /// <summary>What boards run with.</summary>
    public static CaptureTimes Default { get; } = new(TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(4));

    /// <summary>The same for a camera that is to give frames at an interval: one or two that fail to come are no stall.</summary>
    /// <param name="interval">From frame to frame; zero: not known.</param>
    public CaptureTimes For(TimeSpan interval) => FramesMissed * interval > Stall ? this with { Stall = FramesMissed * interval } : this;
}
