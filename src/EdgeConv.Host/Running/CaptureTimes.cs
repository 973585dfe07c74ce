namespace EdgeConv.Host.Running;

/// <summary>How patient the capturing thread is.</summary>
/// <param name="Stall">Without a frame for so long the camera is taken for lost.</param>
/// <param name="FirstWait">Before a lost camera is opened again.</param>
/// <param name="LongestWait">Between two attempts at most.</param>
internal sealed record CaptureTimes(TimeSpan Stall, TimeSpan FirstWait, TimeSpan LongestWait)
{
    /// <summary>What boards run with.</summary>
    public static CaptureTimes Default { get; } = new(TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(4));
}
