using EdgeConv.Vision.Frames;

namespace EdgeConv.Devices.Cameras;

/// <summary>An open camera, or what stands for one. For one thread at a time.</summary>
public interface ICamera : IDisposable
{
    /// <summary>What it is called in messages: <c>/dev/video0 (UVC Camera)</c>.</summary>
    string Name { get; }

    /// <summary>What whoever asked for it should know, a sentence: that it gives frames of another size. Null: nothing.</summary>
    string? Remark => null;

    /// <summary>
    /// What its frames are. Where that changes from one to the next (pictures of a folder, JPEG files of a pipe), it is that of the last, or before the first that of the
    /// first; <see cref="Frame.Format"/> is that of each.
    /// </summary>
    FrameFormat Format { get; }

    /// <summary>The most bytes a frame may have, whatever its format; it never changes.</summary>
    int MaxFrameBytes { get; }

    /// <summary>Waits for the next frame and copies it. Allocates nothing while frames come.</summary>
    /// <param name="frame">Has room for <see cref="MaxFrameBytes"/>; unchanged unless a frame came.</param>
    /// <param name="timeout">How long to wait; a camera must return soon after it is over, or after <paramref name="cancellation"/> was asked for.</param>
    /// <param name="cancellation">Ends the wait: then the answer is <see cref="CameraRead.TimedOut"/>.</param>
    /// <exception cref="CameraException">The camera is gone, or speaks nonsense: it must be opened again.</exception>
    CameraRead Read(Frame frame, TimeSpan timeout, CancellationToken cancellation);
}
