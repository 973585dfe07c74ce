using System.Globalization;
using EdgeConv.Devices.Cameras;
using EdgeConv.Host.Failures;
using EdgeConv.Vision;
using EdgeConv.Vision.Frames;

namespace EdgeConv.Host.Running;

/// <summary>Keeps a camera open and posts its frames: opens it again when it stalls or vanishes, with longer and longer waits, as long as the program runs.</summary>
/// <param name="source">The camera.</param>
/// <param name="mailbox">Where frames go.</param>
/// <param name="counters">What became of them.</param>
/// <param name="condition">Whether the camera works.</param>
/// <param name="times">How patient it is.</param>
internal sealed class CaptureLoop(ICameraSource source, FrameMailbox mailbox, CaptureCounters counters, Condition condition, CaptureTimes times)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    private readonly Backoff _backoff = new(times.FirstWait, times.LongestWait);
    private long _lastSequence = -1;

    /// <summary>Captures until it is asked to stop, or the source has ended for good; then the mailbox is closed.</summary>
    public void Run(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested && !TryCapture(stop))
            stop.WaitHandle.WaitOne(_backoff.Next());
        mailbox.Close();
    }

    /// <summary>Opens the camera and captures until it is lost. True at the end of a source that has one.</summary>
    private bool TryCapture(CancellationToken stop)
    {
        try
        {
            using var camera = source.Open(stop);
            counters.CountOpening();
            _lastSequence = -1;
            Capture(camera, stop);
            if (!source.Reopens)
                return true;
            if (!stop.IsCancellationRequested)
                condition.Fails($"{camera.Name} has ended; it is opened again");
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or MissingLibraryException or OutOfMemoryException)
        {
            // Of these a CameraException is the rule; the others would end the program, which is to wait for better days instead.
            condition.Fails(problem.Message);
        }

        return false;
    }

    private void Capture(ICamera camera, CancellationToken stop)
    {
        var lastAlive = MonotonicClock.Now;
        var works = $"{camera.Name} gives frames";
        while (!stop.IsCancellationRequested)
        {
            var frame = mailbox.Writing(camera.MaxFrameBytes);
            switch (camera.Read(frame, Look, stop))
            {
                case CameraRead.Frame:
                    lastAlive = MonotonicClock.Now;
                    counters.CountFrame(_lastSequence < 0 ? 0 : Math.Max(0, frame.Sequence - _lastSequence - 1), lastAlive);
                    _lastSequence = frame.Sequence;
                    mailbox.Post();
                    condition.Works(works);
                    _backoff.Reset();
                    break;
                case CameraRead.Damaged:
                    counters.CountDamaged();
                    ThrowIfStalled(camera, lastAlive, "only damaged frames");
                    break;
                case CameraRead.TimedOut:
                    ThrowIfStalled(camera, lastAlive, "no frame");
                    break;
                default:
                    return;
            }
        }
    }

    private void ThrowIfStalled(ICamera camera, long lastAlive, string what)
    {
        if (MonotonicClock.Now - lastAlive > MonotonicClock.Nanoseconds(times.Stall))
            throw new CameraException(string.Create(CultureInfo.InvariantCulture, $"{camera.Name} gave {what} for {times.Stall.TotalSeconds:0.#} s; it is opened again"));
    }
}
