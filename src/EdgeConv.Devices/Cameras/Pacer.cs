using EdgeConv.Devices.Interop;
using EdgeConv.Vision.Frames;

namespace EdgeConv.Devices.Cameras;

/// <summary>Lets frames of a file come at a rate, as a camera's do. A reader that is late does not make the following ones come faster.</summary>
/// <param name="framesPerSecond">The rate; 0: as fast as they are asked for.</param>
internal sealed class Pacer(double framesPerSecond)
{
    private readonly long _interval = framesPerSecond > 0 ? (long)(1e9 / framesPerSecond) : 0;
    private long _due;

    /// <summary>Waits until the next frame is due. False: not in time.</summary>
    public bool Wait(Deadline deadline)
    {
        while (_due - MonotonicClock.Now is > 0 and var left)
        {
            if (deadline.IsOver)
                return false;
            Thread.Sleep((int)Math.Clamp(left / 1_000_000, 1, Math.Max(deadline.Slice, 1)));
        }

        return true;
    }

    /// <summary>A frame has been given; the next is due an interval later.</summary>
    public void Advance()
    {
        var now = MonotonicClock.Now;
        _due = _due == 0 ? now + _interval : Math.Max(_due + _interval, now);
    }
}
