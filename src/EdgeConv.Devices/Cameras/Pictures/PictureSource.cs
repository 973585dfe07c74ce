using EdgeConv.Vision;
using EdgeConv.Vision.Decoding;

namespace EdgeConv.Devices.Cameras.Pictures;

/// <summary>The pictures of a folder, or one picture, as frames.</summary>
/// <param name="path">The folder or the file.</param>
/// <param name="options">The rate, 1 frame a second unless it says otherwise, and whether to begin again after the last.</param>
internal sealed class PictureSource(string path, CameraOptions options) : ICameraSource
{
    private const double DefaultFramesPerSecond = 1;

    /// <inheritdoc/>
    public string Name => path;

    /// <inheritdoc/>
    public bool Reopens => false;

    /// <inheritdoc/>
    public bool SilenceIsLoss => false;

    /// <inheritdoc/>
    public TimeSpan Interval => TimeSpan.FromSeconds(1 / FramesPerSecond);

    private double FramesPerSecond => options.FramesPerSecond ?? DefaultFramesPerSecond;

    /// <inheritdoc/>
    public ICamera Open(CancellationToken stop, Action<string>? waiting = null)
    {
        var files = Files();
        string? problem = null;
        for (var i = 0; i < files.Length; i++)
        {
            if (TryLoad(files[i], out problem) is { } first)
                return new PictureCamera(path, files, i, first, options.Repeats, FramesPerSecond);
        }

        throw new CameraException(files.Length == 0
            ? $"{path}: the folder holds no picture ({PictureEndings.All})."
            : $"{path}: none of its pictures can be read. The last one: {problem}");
    }

    /// <summary>Reads a picture; null, and the reason, if it cannot be read.</summary>
    internal static Picture? TryLoad(string file, out string? problem)
    {
        try
        {
            problem = null;
            return PictureDecoder.Load(file);
        }
        catch (Exception cause) when (cause is PictureFormatException or IOException or UnauthorizedAccessException)
        {
            problem = cause.Message;
            return null;
        }
        catch (MissingLibraryException cause)
        {
            throw new CameraException($"{file}: {cause.Message}", cause);
        }
    }

    private string[] Files()
    {
        try
        {
            return Directory.Exists(path) ? PictureEndings.In(path) : [path];
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new CameraException($"{path}: the folder cannot be read: {cause.Message}", cause);
        }
    }
}
