namespace EdgeConv.Devices.Cameras;

/// <summary>A camera that can be opened, and opened again when it was lost.</summary>
public interface ICameraSource
{
    /// <summary>What it is called in messages.</summary>
    string Name { get; }

    /// <summary>Whether it makes sense to open it again once it has ended: a file's end is the end, a camera's is not.</summary>
    bool Reopens { get; }

    /// <summary>Opens it.</summary>
    /// <param name="stop">Ends the wait for a first frame that does not come.</param>
    /// <exception cref="CameraException">It is not there, or busy, or gives no format we know.</exception>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    ICamera Open(CancellationToken stop);
}
