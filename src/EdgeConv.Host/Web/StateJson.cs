using System.Text.Json;
using EdgeConv.Host.Board;
using EdgeConv.Vision.Frames;

namespace EdgeConv.Host.Web;

/// <summary>How a run is, as JSON: what the live page shows beside decisions.</summary>
internal static class StateJson
{
    private const double NanosecondsPerMillisecond = 1e6;

    /// <summary>Writes the members of an object.</summary>
    public static void Write(Utf8JsonWriter json, RunView run, BoardState board, int viewers)
    {
        json.WriteString("time"u8, DateTimeOffset.UtcNow);
        json.WriteNumber("run"u8, run.Began);
        json.WriteNumber("uptime_s"u8, Math.Round((MonotonicClock.Now - run.Began) / 1e9, 1));
        json.WriteBoolean("frames_flow"u8, RunHealth.FramesFlow(run));
        WriteFrames(json, run);
        WritePercentiles(json, "latency_ms", run.Judged.RecentLatency);
        WritePercentiles(json, "scoring_ms", run.Judged.RecentScoring);
        WriteBoard(json, board);
        json.WriteNumber("memory_bytes"u8, Environment.WorkingSet);
        json.WriteNumber("viewers"u8, viewers);
        WriteSinks(json, run);
        WriteProblems(json, run);
        WriteLayers(json, run);
    }

    /// <summary>Writes what does not work: <c>"problems":[{"part":…,"problem":…}]</c>.</summary>
    public static void WriteProblems(Utf8JsonWriter json, RunView? run)
    {
        json.WriteStartArray("problems"u8);
        foreach (var condition in run?.Conditions ?? [])
        {
            if (condition.Problem is not { } problem)
                continue;
            json.WriteStartObject();
            json.WriteString("part"u8, condition.Part);
            json.WriteString("problem"u8, problem);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteFrames(Utf8JsonWriter json, RunView run)
    {
        json.WriteStartObject("frames"u8);
        json.WriteNumber("captured"u8, run.Captured.Captured);
        json.WriteNumber("lost"u8, run.Captured.Lost);
        json.WriteNumber("damaged"u8, run.Captured.Damaged);
        json.WriteNumber("overwritten"u8, run.Mailbox.Overwritten);
        json.WriteNumber("decided"u8, run.Judged.Judged);
        json.WriteNumber("refused"u8, run.Judged.Refused);
        json.WriteNumber("openings"u8, run.Captured.Opened);
        json.WriteNumber("clock_s"u8, MonotonicClock.Now / 1e9);
        json.WriteEndObject();
    }

    private static void WritePercentiles(Utf8JsonWriter json, string name, Running.RecentLatency times)
    {
        json.WriteStartObject(name);
        json.WriteNumber("p50"u8, Math.Round(times.Percentile(0.5) / NanosecondsPerMillisecond, 2));
        json.WriteNumber("p95"u8, Math.Round(times.Percentile(0.95) / NanosecondsPerMillisecond, 2));
        json.WriteNumber("p99"u8, Math.Round(times.Percentile(0.99) / NanosecondsPerMillisecond, 2));
        json.WriteEndObject();
    }

    private static void WriteBoard(Utf8JsonWriter json, BoardState board)
    {
        json.WriteStartArray("temperatures"u8);
        foreach (var zone in board.Temperatures)
        {
            if (zone.Celsius is not { } celsius)
                continue;
            json.WriteStartObject();
            json.WriteString("zone"u8, zone.Zone);
            json.WriteNumber("celsius"u8, celsius);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (board.Throttling is { } throttling)
        {
            json.WriteStartArray("throttling"u8);
            foreach (var flag in Enum.GetValues<ThrottleFlags>())
            {
                if (flag != ThrottleFlags.None && throttling.HasFlag(flag))
                    json.WriteStringValue(flag.ToString());
            }

            json.WriteEndArray();
        }

        json.WriteStartArray("megahertz"u8);
        foreach (var core in board.Cores)
        {
            if (core.Megahertz is { } megahertz)
                json.WriteNumberValue(Math.Round(megahertz));
        }

        json.WriteEndArray();
    }

    private static void WriteSinks(Utf8JsonWriter json, RunView run)
    {
        json.WriteStartArray("sinks"u8);
        foreach (var sink in run.Sinks)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, sink.Name);
            json.WriteNumber("written"u8, sink.Written);
            json.WriteNumber("lost_events"u8, sink.LostEvents);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteLayers(Utf8JsonWriter json, RunView run)
    {
        json.WriteStartArray("layers"u8);
        foreach (var (index, microseconds) in run.Layers.Microseconds().Index())
        {
            json.WriteStartObject();
            json.WriteString("name"u8, run.Layers.Names[index]);
            json.WriteString("kernel"u8, run.Layers.Kernels[index]);
            json.WriteNumber("macs"u8, run.Layers.Macs[index]);
            json.WriteNumber("us"u8, Math.Round(microseconds, 1));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
