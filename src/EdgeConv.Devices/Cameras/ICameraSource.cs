namespace EdgeConv.Devices.Cameras;

/// <summary>
/// A camera that can be opened, and what is to be done when it is lost.
/// <list type="table">
/// <item>A camera with a driver, rpicam, a network camera through ffmpeg: it is opened again whenever it ends, fails or falls silent, as drivers and programs hang and networks break.</item>
/// <item>A FIFO, a terminal or another device file that is read as it comes: its end and its faults are those of one writer, and the next one is waited for. While it is
/// merely silent it stays open: with it the bytes of a frame that has come in part would be lost, and its writer would be killed by SIGPIPE.</item>
/// <item>Standard input, a pipe handed over as <c>/dev/fd/63</c>, a file of frames: what was read of it cannot be read again, or is to be played once. Its end is the end,
/// a fault too, and silence is waited out. Only what could not be opened is tried again: a file may yet be made.</item>
/// <item>A folder of pictures, a video file through ffmpeg: played once likewise. A folder that holds no picture yet and a program that is not installed yet are tried again.</item>
/// </list>
/// </summary>
public interface ICameraSource
{
    /// <summary>What it is called in messages.</summary>
    string Name { get; }

    /// <summary>
    /// Whether it makes sense to open it again once it has been open. Where it does not, its end is the end, and so is a fault (<see cref="CameraException"/>); what could
    /// not be opened may be tried again all the same, unless <see cref="CameraException.IsFinal"/>.
    /// </summary>
    bool Reopens { get; }

    /// <summary>Whether opening it again is a cure for silence: what gives no frame for long hangs. Else whoever writes the frames pauses, and is to be waited for.</summary>
    bool SilenceIsLoss { get; }

    /// <summary>The time from frame to frame that was asked for; zero when none was. Until several have passed, a camera is not silent.</summary>
    TimeSpan Interval { get; }

    /// <summary>Opens it.</summary>
    /// <param name="stop">Ends the wait for a first frame that does not come.</param>
    /// <param name="waiting">Is told why the wait takes so long, perhaps again and again, where <see cref="SilenceIsLoss"/> does not hold; else the wait is given up.</param>
    /// <exception cref="CameraException">It is not there, or busy, or gives no format we know.</exception>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    ICamera Open(CancellationToken stop, Action<string>? waiting = null);
}
