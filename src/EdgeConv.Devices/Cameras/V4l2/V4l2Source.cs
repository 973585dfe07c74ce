namespace EdgeConv.Devices.Cameras.V4l2;

/// <summary>A camera with a device file.</summary>
/// <param name="path">The file, as in <c>/dev/video0</c>.</param>
/// <param name="options">What is wanted of it.</param>
/// <param name="system">Where it is.</param>
internal sealed class V4l2Source(string path, CameraOptions options, IVideoSystem system) : ICameraSource
{
    /// <inheritdoc/>
    public string Name => path;

    /// <inheritdoc/>
    public bool Reopens => true;

    /// <inheritdoc/>
    public bool SilenceIsLoss => true;

    /// <inheritdoc/>
    public TimeSpan Interval => options.Interval;

    /// <inheritdoc/>
    public ICamera Open(CancellationToken stop, Action<string>? waiting = null)
    {
        var error = system.Open(path, out var device);
        if (error != 0)
            throw VideoErrors.Opening(path, error);
        try
        {
            return new V4l2Camera(device!, path, options);
        }
        catch
        {
            device!.Dispose();
            throw;
        }
    }
}
