using EdgeConv.Devices.Cameras;
using EdgeConv.Host.Failures;

namespace EdgeConv.Host.Running;

/// <summary>
/// A camera that is kept open and the frames it gives: the thread that captures, and the box where the newest waits. It outlives a run where the next one has the
/// same camera, so that no frame is lost when a configuration or a model changes.
/// </summary>
internal sealed class CameraFeed : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CaptureLoop _loop;
    private Thread? _thread;

    /// <summary>Makes ready; the camera is opened by <see cref="Start"/>.</summary>
    /// <param name="name">The camera's name, as the user wrote it.</param>
    /// <param name="source">The camera.</param>
    /// <param name="journal">Where it is told whether it works.</param>
    public CameraFeed(string name, ICameraSource source, IJournal journal)
    {
        Name = name;
        Condition = new Condition("camera", journal, TimeProvider.System);
        Interval = source.Interval;
        var times = CaptureTimes.Default.For(Interval);
        Stall = times.Stall;
        _loop = new CaptureLoop(source, Mailbox, Counters, Condition, journal, times);
    }

    /// <summary>The camera's name.</summary>
    public string Name { get; }

    /// <summary>The time from frame to frame that was asked for; zero when none was.</summary>
    public TimeSpan Interval { get; }

    /// <summary>Without a frame for so long something is wrong with the camera.</summary>
    public TimeSpan Stall { get; }

    /// <summary>Why no frame will come any more; null as long as some may, and after a proper end. To be read when the mailbox is closed.</summary>
    public string? Failure => _loop.Failure;

    /// <summary>Where frames wait.</summary>
    public FrameMailbox Mailbox { get; } = new();

    /// <summary>What became of them.</summary>
    public CaptureCounters Counters { get; } = new();

    /// <summary>Whether the camera works.</summary>
    public Condition Condition { get; }

    /// <summary>Begins to capture, if it has not yet.</summary>
    public void Start()
    {
        if (_thread is not null)
            return;
        _thread = new Thread(() => _loop.Run(_stop.Token)) { IsBackground = true, Name = "camera" };
        _thread.Start();
    }

    /// <summary>Closes the camera and returns the memory.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _thread?.Join();
        Mailbox.Dispose();
        _stop.Dispose();
    }
}
