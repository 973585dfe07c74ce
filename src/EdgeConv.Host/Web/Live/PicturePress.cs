using EdgeConv.Host.Failures;
using EdgeConv.Vision;
using EdgeConv.Vision.Encoding;
using EdgeConv.Vision.Frames;

namespace EdgeConv.Host.Web.Live;

/// <summary>
/// Makes JPEG files of frames, on a thread of its own and once for all who watch. Frames that are JPEG files already, and stand upright, are passed on as they are, but for tables that browsers miss.
/// </summary>
internal sealed class PicturePress : IDisposable
{
    // Wider than a phone's screen, and a quarter of the work of Full HD.
    private const int LongestSide = 960;
    private const int Quality = 75;

    private readonly BrowserJpeg _browserJpeg = new();
    private readonly FrameTap _tap;
    private readonly Newest _pictures;
    private readonly Condition _condition;
    private readonly Thread _thread;
    private int _orientation = (int)PictureOrientation.TopLeft;
    private FrameConverter? _converter;
    private (FrameFormat Format, PictureOrientation Orientation)? _converts;
    private Picture? _picture;
    private JpegEncoder? _encoder;

    /// <summary>Starts the thread.</summary>
    /// <param name="tap">Where frames come from.</param>
    /// <param name="pictures">Where files go.</param>
    /// <param name="condition">Whether they can be made.</param>
    public PicturePress(FrameTap tap, Newest pictures, Condition condition)
    {
        (_tap, _pictures, _condition) = (tap, pictures, condition);
        _thread = new Thread(Run) { IsBackground = true, Name = "web pictures", Priority = ThreadPriority.BelowNormal };
        _thread.Start();
    }

    /// <summary>How the camera's frames stand.</summary>
    public PictureOrientation Orientation
    {
        get => (PictureOrientation)Volatile.Read(ref _orientation);
        set => Volatile.Write(ref _orientation, (int)value);
    }

    /// <summary>Why there are no pictures; null while there are.</summary>
    public string? Problem => _condition.Problem;

    /// <summary>Ends the thread.</summary>
    public void Dispose()
    {
        _tap.Close();
        _thread.Join();
        _converter?.Dispose();
        _encoder?.Dispose();
    }

    private void Run()
    {
        while (_tap.Take() is { } frame)
        {
            try
            {
                _pictures.Publish(FileOf(frame, Orientation));
                _condition.Works("are made");
            }
            catch (Exception problem) when (problem is MissingLibraryException or PictureFormatException or OutOfMemoryException)
            {
                _condition.Fails(problem.Message);
            }
            catch (Exception fault)
            {
                // Of ours, which is no reason to end a run whose decisions are as good as before.
                _condition.Fails($"{fault.GetType().Name}: {fault.Message}");
            }
        }
    }

    private ReadOnlySpan<byte> FileOf(Frame frame, PictureOrientation orientation)
    {
        var format = frame.Format!;
        if (format.Pixels == PixelFormat.Mjpeg && orientation == PictureOrientation.TopLeft)
            return _browserJpeg.Of(frame.Bytes);
        _encoder ??= new JpegEncoder(Quality);
        if (_converter is null || _converts != (format, orientation))
        {
            _converter?.Dispose();
            _converter = null;
            _converter = new FrameConverter(format, orientation, LongestSide);
            _converts = (format, orientation);
            _picture = new Picture(_converter.Width, _converter.Height);
        }

        _converter.Convert(frame, _picture!);
        return _encoder.Encode(_picture!);
    }
}
