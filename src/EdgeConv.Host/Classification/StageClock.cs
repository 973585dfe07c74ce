using System.Diagnostics;
using System.Globalization;

namespace EdgeConv.Host.Classification;

/// <summary>A part of the way from the program's start to a label.</summary>
internal enum Stage
{
    /// <summary>Model read and verified.</summary>
    Read,

    /// <summary>Model planned, weights packed.</summary>
    Plan,

    /// <summary>Picture decoded.</summary>
    Decode,

    /// <summary>Picture scaled into the input tensor.</summary>
    Fill,

    /// <summary>Network run.</summary>
    Run,
}

/// <summary>Measures stages that follow each other; a stage timed again replaces its time before.</summary>
internal sealed class StageClock
{
    private readonly double[] _milliseconds = new double[Enum.GetValues<Stage>().Length];
    private readonly double _start = (DateTime.Now - Process.GetCurrentProcess().StartTime).TotalMilliseconds;
    private long _last = Stopwatch.GetTimestamp();

    /// <summary>Says that a stage starts now: what was done since the last one is not timed.</summary>
    public void Starts() => _last = Stopwatch.GetTimestamp();

    /// <summary>Says that a stage ends now; it began when the stage before ended.</summary>
    public void Ends(Stage stage)
    {
        var now = Stopwatch.GetTimestamp();
        _milliseconds[(int)stage] = Stopwatch.GetElapsedTime(_last, now).TotalMilliseconds;
        _last = now;
    }

    /// <summary>The times for JSON.</summary>
    public TimingsReport Report() => new(Rounded(_start), At(Stage.Read), At(Stage.Plan), At(Stage.Decode), At(Stage.Fill), At(Stage.Run));

    /// <summary>The times as a line for people.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"  start {_start:F0} ms; load {At(Stage.Read) + At(Stage.Plan):F1} ms (read {At(Stage.Read):F1}, plan {At(Stage.Plan):F1}); decode {At(Stage.Decode):F1} ms; fill {At(Stage.Fill):F1} ms; run {At(Stage.Run):F1} ms");

    private double At(Stage stage) => Rounded(_milliseconds[(int)stage]);

    private static double Rounded(double milliseconds) => Math.Round(milliseconds, 3);
}
