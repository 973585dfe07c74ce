using System.Globalization;
using EdgeConv.Host.Running;
using EdgeConv.Vision.Frames;

namespace EdgeConv.Host.Service;

/// <summary>
/// Reports a run to the service manager: ready with the first decision, alive as long as decisions come, as often as the camera is asked for frames, and what it is doing. A run without decisions for the
/// watchdog's time is not fed, so that it is started anew: whatever hangs, a driver or a thread, does not hang for good.
/// </summary>
internal sealed class Caretaker : IDisposable
{
    private const int DecisionsMissed = 3;

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly SystemdNotifier _notifier;
    private readonly JudgeCounters _judged;
    private readonly ManualResetEvent _stop = new(false);
    private readonly Thread _thread;
    private readonly TimeSpan _pause;
    private readonly long _patience;
    private long _seen;
    private long _statusAt;

    /// <summary>Begins to report.</summary>
    /// <param name="notifier">Whom to tell; disposed of by the caller.</param>
    /// <param name="judged">Decisions.</param>
    /// <param name="interval">From frame to frame, as the camera is asked; zero: as they come. It may be longer than the watchdog's time.</param>
    public Caretaker(SystemdNotifier notifier, JudgeCounters judged, TimeSpan interval)
    {
        (_notifier, _judged, _patience) = (notifier, judged, MonotonicClock.Nanoseconds(DecisionsMissed * interval));
        _pause = notifier.Watchdog is { } watchdog && watchdog / 3 < LongestPause ? watchdog / 3 : LongestPause;
        _thread = new Thread(Run) { IsBackground = true, Name = "caretaker" };
        _thread.Start();
    }

    /// <summary>Reports no more.</summary>
    public void Dispose()
    {
        _stop.Set();
        _thread.Join();
        _stop.Dispose();
    }

    private void Run()
    {
        // Readiness is waited for, by whoever starts this: look often until then.
        while (_judged.Judged == 0)
        {
            if (_stop.WaitOne(TimeSpan.FromMilliseconds(50)))
                return;
        }

        var isReady = false;
        do
        {
            // What is delivered late is better than a start that counts as failed.
            isReady = isReady || _notifier.Ready();
            var judged = _judged.Judged;
            if (judged != _seen || MonotonicClock.Now - _judged.LastAt < _patience)
            {
                _seen = judged;
                _notifier.Feed();
                TellStatus();
            }
        }
        while (!_stop.WaitOne(_pause));
    }

    private void TellStatus()
    {
        var now = MonotonicClock.Now;
        if (_statusAt != 0 && now - _statusAt < MonotonicClock.Nanoseconds(LongestPause))
            return;
        _statusAt = now;
        _notifier.Status(string.Create(CultureInfo.InvariantCulture, $"{_seen} frames decided on, {_judged.RecentLatency.Percentile(0.5) / 1e6:0.0} ms from sensor to decision (median)"));
    }
}
