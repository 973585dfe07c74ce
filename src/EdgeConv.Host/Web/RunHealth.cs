using System.Collections.Immutable;
using System.Globalization;
using EdgeConv.Vision.Frames;

namespace EdgeConv.Host.Web;

/// <summary>Whether a run does what it is for: frames flow and decisions come of them.</summary>
internal static class RunHealth
{
    /// <summary>Whether frames come.</summary>
    public static bool FramesFlow(RunView run) => IsRecent(run.Captured.LastFrameAt, run.Stall);

    /// <summary>What keeps it from doing so; empty while it does.</summary>
    public static ImmutableArray<string> Complaints(RunView? run)
    {
        if (run is null)
            return ["nothing runs"];
        // A large model on a small board takes a second or two for a frame: decisions have twice the time.
        var complaints = ImmutableArray.CreateBuilder<string>();
        if (!FramesFlow(run))
            complaints.Add(Since("frame", run.Captured.LastFrameAt));
        else if (!IsRecent(run.Judged.LastAt, 2 * run.Stall))
            complaints.Add(Since("decision", run.Judged.LastAt));
        return complaints.DrainToImmutable();
    }

    private static bool IsRecent(long at, TimeSpan pause) => at != 0 && MonotonicClock.Now - at <= MonotonicClock.Nanoseconds(pause);

    private static string Since(string what, long at) => at == 0
        ? $"there has been no {what} yet"
        : string.Create(CultureInfo.InvariantCulture, $"there has been no {what} for {(MonotonicClock.Now - at) / 1e9:0.0} s");
}
