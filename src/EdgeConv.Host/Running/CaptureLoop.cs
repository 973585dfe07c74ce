using System.Globalization;
using EdgeConv.Devices.Cameras;
using EdgeConv.Host.Failures;
using EdgeConv.Vision;
using EdgeConv.Vision.Frames;

namespace EdgeConv.Host.Running;

/// <summary>
/// Keeps a camera open and posts its frames: opens it again when it stalls or vanishes, with longer and longer waits, as long as the program runs; but only where the
/// source says that this is a cure (<see cref="ICameraSource"/>).
/// </summary>
/// <param name="source">The camera.</param>
/// <param name="mailbox">Where frames go.</param>
/// <param name="counters">What became of them.</param>
/// <param name="condition">Whether the camera works.</param>
/// <param name="journal">Where it is told what is to be known of it.</param>
/// <param name="times">How patient it is.</param>
internal sealed class CaptureLoop(ICameraSource source, FrameMailbox mailbox, CaptureCounters counters, Condition condition, IJournal journal, CaptureTimes times)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    private readonly Backoff _backoff = new(times.FirstWait, times.LongestWait);
    private long _lastSequence = -1;
    private long _damagedSince;
    private string? _remark;
    private bool _hasGivenFrames;

    /// <summary>Why no frame will come any more, where that is no proper end; null: it is one, or was asked for. To be read when the mailbox is closed.</summary>
    public string? Failure { get; private set; }

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
        var wasOpen = false;
        try
        {
            using var camera = source.Open(stop, condition.Fails);
            wasOpen = true;
            counters.CountOpening();
            (_lastSequence, _damagedSince, _hasGivenFrames) = (-1, 0, false);
            Tell(camera.Remark);
            Capture(camera, stop);
            if (stop.IsCancellationRequested)
                return false;
            if (!source.Reopens)
            {
                Failure = _hasGivenFrames ? null : $"{camera.Name}: it ended before the first whole frame.";
                return true;
            }

            condition.Fails($"{camera.Name} has ended; it is opened again");
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or MissingLibraryException or OutOfMemoryException)
        {
            // Of these a CameraException is the rule; the others would end the program, which is to wait for better days instead. A program that reads a camera for us
            // may have been asked to stop before we were, by the same Ctrl-C: that is no fault.
            if (stop.IsCancellationRequested)
                return false;
            if (!source.Reopens && (wasOpen || problem is CameraException { IsFinal: true }))
            {
                Failure = problem.Message;
                return true;
            }

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
                    // The numbers of damaged frames are missing too, and those are counted already.
                    counters.CountFrame(_lastSequence < 0 ? 0 : Math.Max(0, frame.Sequence - _lastSequence - 1 - _damagedSince), lastAlive);
                    (_lastSequence, _damagedSince) = (frame.Sequence, 0);
                    _hasGivenFrames = true;
                    mailbox.Post();
                    condition.Works(works);
                    _backoff.Reset();
                    break;
                case CameraRead.Damaged:
                    counters.CountDamaged();
                    _damagedSince++;
                    LookForStall(camera, lastAlive, "only damaged frames");
                    break;
                case CameraRead.TimedOut:
                    LookForStall(camera, lastAlive, "no frame");
                    break;
                default:
                    return;
            }
        }
    }

    /// <summary>Not again with each opening.</summary>
    private void Tell(string? remark)
    {
        if (remark is not null && remark != _remark)
            journal.Note($"{condition.Part}: {remark}");
        _remark = remark;
    }

    private void LookForStall(ICamera camera, long lastAlive, string what)
    {
        if (MonotonicClock.Now - lastAlive <= MonotonicClock.Nanoseconds(times.Stall))
            return;
        var problem = string.Create(CultureInfo.InvariantCulture, $"{camera.Name} gave {what} for {times.Stall.TotalSeconds:0.#} s");
        if (source.SilenceIsLoss)
            throw new CameraException($"{problem}; it is opened again");
        condition.Fails($"{problem}; waiting");
    }
}
