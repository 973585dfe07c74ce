using EdgeConv.Devices.Interop;
using EdgeConv.Vision;
using EdgeConv.Vision.Frames;
using EdgeConv.Vision.Resizing;

namespace EdgeConv.Devices.Cameras.Pictures;

/// <summary>
/// Plays pictures as RGB frames. Each has its own size, which <see cref="Frame.Format"/> tells; <see cref="Format"/> is that of the first. Pictures with more pixels than
/// the first and than 1920x1080 are scaled down to that, so that the memory of a frame is bounded before all files are read. One that cannot be read counts as damaged.
/// Decoding allocates.
/// </summary>
internal sealed class PictureCamera : ICamera
{
    private const int LeastPixels = 1920 * 1080;

    private readonly string[] _files;
    private readonly bool _repeats;
    private readonly int _maxPixels;
    private readonly Pacer _pacer;
    private Picture? _picture;
    private int _next;
    private int _unreadable;
    private long _sequence;

    public PictureCamera(string name, string[] files, int index, Picture first, bool repeats, double framesPerSecond)
    {
        (Name, _files, _repeats, _next, _unreadable, _pacer) = (name, files, repeats, index + 1, index, new Pacer(framesPerSecond));
        _maxPixels = Math.Max(LeastPixels, Math.Min(first.Width, FrameFormat.MaxSide) * Math.Min(first.Height, FrameFormat.MaxSide));
        MaxFrameBytes = _maxPixels * Picture.BytesPerPixel;
        _picture = Bounded(first);
        Format = new FrameFormat(PixelFormat.Rgb24, _picture.Width, _picture.Height);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public FrameFormat Format { get; private set; }

    /// <inheritdoc/>
    public int MaxFrameBytes { get; }

    /// <inheritdoc/>
    public CameraRead Read(Frame frame, TimeSpan timeout, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (!_pacer.Wait(new Deadline(timeout, cancellation)))
            return CameraRead.TimedOut;

        // Those at the beginning that could not be read when the camera was opened.
        if (_unreadable > 0)
        {
            _unreadable--;
            _sequence++;
            return CameraRead.Damaged;
        }

        if (_picture is null)
        {
            if (_next == _files.Length && !_repeats)
                return CameraRead.Ended;
            _next %= _files.Length;
            _picture = PictureSource.TryLoad(_files[_next++], out _) is { } picture ? Bounded(picture) : null;
        }

        _pacer.Advance();
        if (_picture is null)
        {
            _sequence++;
            return CameraRead.Damaged;
        }

        if (_picture.Width != Format.Width || _picture.Height != Format.Height)
            Format = new FrameFormat(PixelFormat.Rgb24, _picture.Width, _picture.Height);
        _picture.Pixels.CopyTo(frame.Memory);
        frame.Set(Format, _picture.Pixels.Length, _sequence++, MonotonicClock.Now);
        _picture = null;
        return CameraRead.Frame;
    }

    /// <inheritdoc/>
    public void Dispose() => _picture = null;

    private Picture Bounded(Picture picture)
    {
        var scale = Math.Min(
            Math.Sqrt((double)_maxPixels / ((double)picture.Width * picture.Height)),
            (double)FrameFormat.MaxSide / Math.Max(picture.Width, picture.Height));
        if (scale >= 1)
            return picture;
        var (width, height) = (Math.Max(1, (int)(picture.Width * scale)), Math.Max(1, (int)(picture.Height * scale)));
        return PictureResizer.Fit(picture, width, height, FitMode.Stretch, ResizeFilter.Area);
    }
}
