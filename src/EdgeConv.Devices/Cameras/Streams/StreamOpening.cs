using EdgeConv.Devices.Interop;

namespace EdgeConv.Devices.Cameras.Streams;

/// <summary>Reads as much of a stream as is needed to know what its frames are.</summary>
/// <param name="stream">The stream, at its start.</param>
/// <param name="name">What it is called in messages.</param>
/// <param name="patience">How long the first bytes may take, and from then on what tells the format.</param>
/// <param name="atEnd">Called when the stream ends too early: may say why by an exception.</param>
/// <param name="stop">Ends the wait for them.</param>
/// <param name="waiting">Is told when nothing comes, which is then waited for all the same; null: it is given up.</param>
internal sealed class StreamOpening(ByteStream stream, string name, TimeSpan patience, Action? atEnd, CancellationToken stop, Action<string>? waiting = null)
{
    private const string LineCure = "A y4m stream begins with a line that describes its frames, and MJPEG with a picture.";

    private static readonly string PictureCure = $"MJPEG is JPEG files one after the other, of at most {MjpegFrames.DefaultMaxFrameBytes >> 20} MiB each, as `ffmpeg -i INPUT -f mjpeg -` writes them.";

    private static ReadOnlySpan<byte> JpegSignature => [0xFF, 0xD8, 0xFF];

    private Deadline _deadline = new(patience, stop);
    private (string What, string Cure) _sought = ("beginning", LineCure);
    private bool _hasBytes;
    private bool _flows;

    /// <summary>Finds the parser for a stream whose format stands in it, or in its first bytes.</summary>
    /// <exception cref="CameraException">Nothing comes, or not what was expected.</exception>
    public IFrameParser Parser(StreamKind kind)
    {
        if (kind == StreamKind.Unknown)
            kind = Guess();
        IFrameParser parser = kind == StreamKind.Y4m ? Y4m() : Mjpeg();
        stream.Reserve(parser.WindowBytes);
        return parser;
    }

    /// <summary>Waits for more bytes.</summary>
    /// <exception cref="CameraException">There are none in time, or none any more, or they have told nothing for too long.</exception>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    public void Wait()
    {
        while (true)
        {
            switch (stream.Fill(_deadline))
            {
                case StreamFill.Bytes:
                    if (_flows)
                        CheckTime();
                    else
                        _deadline = new Deadline(patience, stop);
                    _hasBytes = _flows = true;
                    return;
                case StreamFill.Nothing:
                    TellSilence();
                    break;
                default:
                    atEnd?.Invoke();
                    throw new CameraException(_hasBytes
                        ? $"{name}: it ended within the first frame."
                        : $"{name}: there is nothing in it: it ended before the first frame.");
            }
        }
    }

    private void TellSilence()
    {
        stop.ThrowIfCancellationRequested();
        var problem = $"{name}: nothing came for {patience.TotalSeconds:0} s. Is whatever writes the frames running?";
        if (waiting is null)
            throw new CameraException(problem);
        waiting(problem);
        _flows = false;
        _deadline = new Deadline(patience, stop);
    }

    /// <summary>Bytes that come without end and tell nothing must not hold us.</summary>
    private void CheckTime()
    {
        stop.ThrowIfCancellationRequested();
        if (_deadline.IsOver)
            throw new CameraException($"{name}: no whole {_sought.What} in {patience.TotalSeconds:0} s, though bytes came. {_sought.Cure}");
    }

    private StreamKind Guess()
    {
        while (stream.Unread.Length < JpegSignature.Length)
            Wait();
        if (stream.Unread.StartsWith(JpegSignature))
            return StreamKind.Mjpeg;
        return stream.Unread.StartsWith(Y4mHeader.Signature[..JpegSignature.Length])
            ? StreamKind.Y4m
            : throw new CameraException($"{name}: the first bytes are neither y4m nor JPEG. Raw frames must be described, as in raw:i420:640x480:-");
    }

    private Y4mFrames Y4m()
    {
        int end;
        while ((end = stream.Unread.IndexOf((byte)'\n')) < 0)
        {
            if (stream.Unread.Length >= Y4mHeader.MaxBytes || !stream.Unread.StartsWith(Y4mHeader.Signature[..Math.Min(stream.Unread.Length, Y4mHeader.Signature.Length)]))
                break;
            Wait();
        }

        var layout = Y4mHeader.Parse(end < 0 ? stream.Unread : stream.Unread[..end], name);
        if (end < 0)
            throw new CameraException($"{name}: the first line of the y4m stream has no end within {Y4mHeader.MaxBytes} bytes.");
        stream.Consume(end + 1);
        return new Y4mFrames(layout, name);
    }

    /// <summary>The size stands in the first picture, which must be there for that.</summary>
    private MjpegFrames Mjpeg()
    {
        _sought = ("picture", PictureCure);
        var parser = new MjpegFrames();
        stream.Reserve(parser.WindowBytes);
        Cut cut;
        while ((cut = parser.Next(stream.Unread)).Kind != CutKind.Frame)
        {
            stream.Consume(cut.Consumed);
            if (cut.Kind == CutKind.More)
                Wait();
            else
                CheckTime();
        }

        stream.Consume(cut.Start);
        parser.Restart();
        return parser;
    }
}
