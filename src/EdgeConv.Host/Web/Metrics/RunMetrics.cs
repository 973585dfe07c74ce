using EdgeConv.Host.Board;
using EdgeConv.Host.Running;
using EdgeConv.Vision.CameraCheck;

namespace EdgeConv.Host.Web.Metrics;

/// <summary>A run's figures for Prometheus. Counters begin anew when the configuration is read again, as they do with the program.</summary>
internal static class RunMetrics
{
    /// <summary>Writes all of them.</summary>
    public static string Of(RunView run, BoardState board, RefusedRequests refused, int viewers)
    {
        var text = new MetricsText();
        Frames(text, run);
        Latency(text, run.Judged);
        Parts(text, run);
        Decisions(text, run);
        Board(text, board);
        text.Family("edgeconv_web_viewers", "gauge", "Pages that watch the run.").Add(viewers);
        text.Family("edgeconv_web_requests_refused_total", "counter", "Requests that were not answered, by reason.");
        foreach (var (reason, count) in refused.Counts)
            text.Add(count, ("reason", reason));
        Program(text, run);
        return text.ToString();
    }

    private static void Frames(MetricsText text, RunView run)
    {
        text.Family("edgeconv_frames_captured_total", "counter", "Frames that came from the camera.").Add(run.Captured.Captured);
        text.Family("edgeconv_frames_lost_total", "counter", "Frames that the camera counted and nobody got.").Add(run.Captured.Lost);
        text.Family("edgeconv_frames_damaged_total", "counter", "Frames that came damaged.").Add(run.Captured.Damaged);
        text.Family("edgeconv_frames_overwritten_total", "counter", "Frames that were passed over for newer ones.").Add(run.Mailbox.Overwritten);
        text.Family("edgeconv_frames_decided_total", "counter", "Frames that a decision was made of.").Add(run.Judged.Judged);
        text.Family("edgeconv_frames_refused_total", "counter", "Frames that could not be looked at.").Add(run.Judged.Refused);
        text.Family("edgeconv_camera_openings_total", "counter", "How often the camera was opened.").Add(run.Captured.Opened);
    }

    private static void Latency(MetricsText text, JudgeCounters judged)
    {
        text.Family("edgeconv_latency_seconds", "histogram", "From the sensor to the decision.");
        var counts = judged.LatencyBuckets.Cumulative();
        for (var i = 0; i < LatencyBuckets.Bounds.Length; i++)
            text.Add("_bucket", counts[i], ("le", MetricsText.NumberText(LatencyBuckets.Bounds[i])));
        text.Add("_bucket", counts[^1], ("le", "+Inf")).Add("_sum", judged.LatencyBuckets.Sum).Add("_count", counts[^1]);
    }

    private static void Parts(MetricsText text, RunView run)
    {
        text.Family("edgeconv_up", "gauge", "1 while a part of the program works, 0 while it does not.");
        foreach (var condition in run.Conditions)
            text.Add(condition.Problem is null ? 1 : 0, ("part", condition.Part));
        text.Family("edgeconv_failures_total", "counter", "How often a part ceased to work.");
        foreach (var condition in run.Conditions)
            text.Add(condition.Failures, ("part", condition.Part));
        text.Family("edgeconv_camera_up", "gauge", "1 while frames come.").Add(RunHealth.FramesFlow(run) ? 1 : 0);
        text.Family("edgeconv_sink_written_total", "counter", "Decisions that a sink has written.");
        foreach (var sink in run.Sinks)
            text.Add(sink.Written, ("sink", sink.Name));
        text.Family("edgeconv_sink_lost_events_total", "counter", "Events that were given up because a sink failed for too long.");
        foreach (var sink in run.Sinks)
            text.Add(sink.LostEvents, ("sink", sink.Name));
    }

    private static void Decisions(MetricsText text, RunView run)
    {
        text.Family("edgeconv_rule_active", "gauge", "1 while a rule holds.");
        foreach (var (rule, isActive) in run.Names.Rules.Zip(run.Latest.ActiveRules()))
            text.Add(isActive ? 1 : 0, ("rule", rule));
        text.Family("edgeconv_score", "gauge", "The scores of the classes that are named now.");
        foreach (var guess in run.Latest.Guesses())
            text.Add(guess.Score, ("label", run.Names.Labels[guess.Class]), ("index", MetricsText.NumberText(guess.Class)));
        if (run.Latest.Picture is not { Class: >= 0 } picture)
            return;
        text.Family("edgeconv_picture_state", "gauge", "1 for what the camera check says of the picture.");
        foreach (var (index, state) in CameraCheckModel.Labels.Index())
            text.Add(index == picture.Class ? 1 : 0, ("state", state));
    }

    private static void Board(MetricsText text, BoardState board)
    {
        text.Family("edgeconv_temperature_celsius", "gauge", "What a sensor of the board says.");
        foreach (var (index, zone) in board.Temperatures.Index())
        {
            if (zone.Celsius is { } celsius)
                text.Add(celsius, ("zone", zone.Zone ?? ""), ("index", MetricsText.NumberText(index)));
        }

        if (board.Throttling is not { } throttling)
            return;
        text.Family("edgeconv_throttled", "gauge", "1 for each reason the firmware gives for a slower clock, now or since the start.");
        foreach (var flag in Enum.GetValues<ThrottleFlags>())
        {
            if (flag != ThrottleFlags.None)
                text.Add(throttling.HasFlag(flag) ? 1 : 0, ("reason", flag.ToString()));
        }
    }

    private static void Program(MetricsText text, RunView run)
    {
        text.Family("edgeconv_build_info", "gauge", "Always 1; what runs.").Add(1, ("version", ProgramVersion.Text), ("model", run.Model.Origin.Name));
        text.Family("edgeconv_run_start_time_seconds", "gauge", "When the run began, since 1970.").Add(run.StartedAt.ToUnixTimeMilliseconds() / 1000.0);
        text.Family("process_resident_memory_bytes", "gauge", "Resident memory.").Add(Environment.WorkingSet);
        text.Family("dotnet_gc_allocated_bytes_total", "counter", "Bytes of managed objects that were ever made.").Add(GC.GetTotalAllocatedBytes(precise: true));
        text.Family("process_cpu_seconds_total", "counter", "Time of all cores.").Add(Environment.CpuUsage.TotalTime.TotalSeconds);
    }
}
