namespace EdgeConv.Devices.Cameras;

/// <summary>A camera cannot be opened, or was lost. The message names the camera, the cause and, if there is one, the cure.</summary>
public sealed class CameraException : IOException
{
    /// <summary>Makes one.</summary>
    public CameraException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }

    /// <summary>Whether it is in vain to open the camera again: what was read of it is gone, or would be the same.</summary>
    public bool IsFinal { get; init; }
}
