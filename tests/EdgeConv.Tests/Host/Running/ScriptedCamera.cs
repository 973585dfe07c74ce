using EdgeConv.Devices.Cameras;
using EdgeConv.Vision.Frames;

namespace EdgeConv.Tests.Host.Running;

/// <summary>A camera that does what a script says, one step a read; after the last step it gives nothing.</summary>
internal sealed class ScriptedCamera(ScriptedCamera.Source source) : ICamera
{
    public static readonly FrameFormat FramesAre = new(PixelFormat.Grey, 4, 4);

    private long _sequence;

    public enum Step
    {
        Frame,
        FrameAfterGap,
        Damaged,
        Nothing,
        Unplug,
        UnplugWhenStopped,
        End,
    }

    public string Name => "scripted";

    public string? Remark => source.Remark;

    public FrameFormat Format => FramesAre;

    public int MaxFrameBytes => 16;

    public CameraRead Read(Frame frame, TimeSpan timeout, CancellationToken cancellation)
    {
        switch (source.NextStep())
        {
            case Step.Frame:
                return Give(frame);
            case Step.FrameAfterGap:
                _sequence += 3;
                return Give(frame);
            case Step.Damaged:
                _sequence++;
                cancellation.WaitHandle.WaitOne(1);
                return CameraRead.Damaged;
            case Step.Unplug:
                throw new CameraException("scripted was unplugged");
            case Step.UnplugWhenStopped:
                cancellation.WaitHandle.WaitOne();
                throw new CameraException("scripted was unplugged");
            case Step.End:
                return CameraRead.Ended;
            default:
                cancellation.WaitHandle.WaitOne(5);
                return CameraRead.TimedOut;
        }
    }

    public void Dispose() => source.Closed++;

    private CameraRead Give(Frame frame)
    {
        frame.Memory[..16].Fill((byte)_sequence);
        frame.Set(FramesAre, 16, _sequence++, MonotonicClock.Now);
        return CameraRead.Frame;
    }

    /// <summary>Plays a script over as many openings as it takes.</summary>
    internal sealed class Source(bool reopens, params Step[] script) : ICameraSource
    {
        private int _next;

        public string Name => "scripted";

        public bool Reopens { get; } = reopens;

        public bool SilenceIsLoss { get; init; } = reopens;

        public TimeSpan Interval => TimeSpan.Zero;

        public string? Remark { get; init; }

        public int Opened { get; private set; }

        public int Closed { get; set; }

        /// <summary>How many attempts to open fail first.</summary>
        public int Refusals { get; init; }

        /// <summary>Whether those attempts say that more are in vain.</summary>
        public bool RefusesForGood { get; init; }

        public bool IsPlayed => Volatile.Read(ref _next) >= script.Length;

        public Step NextStep() => _next < script.Length ? script[_next++] : Step.Nothing;

        public ICamera Open(CancellationToken stop, Action<string>? waiting = null) =>
            ++Opened <= Refusals ? throw new CameraException("scripted is not there") { IsFinal = RefusesForGood } : new ScriptedCamera(this);
    }
}
