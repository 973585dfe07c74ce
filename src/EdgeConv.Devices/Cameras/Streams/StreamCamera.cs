using EdgeConv.Devices.Interop;
using EdgeConv.Vision.Frames;

namespace EdgeConv.Devices.Cameras.Streams;

/// <summary>Frames found in a stream of bytes. A frame that has come in part is kept until the rest comes, in however many reads.</summary>
/// <param name="name">What it is called in messages.</param>
/// <param name="stream">The bytes; disposed of with the camera.</param>
/// <param name="parser">Finds the frames.</param>
/// <param name="framesPerSecond">How fast a file is played; 0: as fast as it is read.</param>
/// <param name="atEnd">Called when the bytes have ended: throws when that is no proper end.</param>
/// <param name="release">Closes what the bytes come from.</param>
internal sealed class StreamCamera(string name, ByteStream stream, IFrameParser parser, double framesPerSecond, Action? atEnd, Action release) : ICamera
{
    private readonly Pacer _pacer = new(framesPerSecond);
    private long _sequence;
    private bool _isDisposed;

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public FrameFormat Format => parser.Format;

    /// <inheritdoc/>
    public int MaxFrameBytes => parser.MaxFrameBytes;

    /// <inheritdoc/>
    public CameraRead Read(Frame frame, TimeSpan timeout, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var deadline = new Deadline(timeout, cancellation);
        if (!_pacer.Wait(deadline))
            return CameraRead.TimedOut;
        var hasLooked = false;
        while (true)
        {
            var cut = parser.Next(stream.Unread);
            if (cut.Kind == CutKind.Frame)
            {
                stream.Unread.Slice(cut.Start, cut.Length).CopyTo(frame.Memory);
                frame.Set(parser.Format, cut.Length, _sequence, MonotonicClock.Now);
            }

            stream.Consume(cut.Consumed);
            if (cut.Kind != CutKind.More)
            {
                _sequence++;
                _pacer.Advance();
                return cut.Kind == CutKind.Frame ? CameraRead.Frame : CameraRead.Damaged;
            }

            // A source that always has a little more must not hold us beyond the deadline.
            if (hasLooked)
                return CameraRead.TimedOut;
            hasLooked = deadline.IsOver;
            switch (stream.Fill(deadline))
            {
                case StreamFill.End when parser.GiveUp(stream.Unread):
                    stream.Consume(stream.Unread.Length);
                    _sequence++;
                    return CameraRead.Damaged;
                case StreamFill.End:
                    atEnd?.Invoke();
                    return CameraRead.Ended;
                case StreamFill.Nothing:
                    return CameraRead.TimedOut;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        stream.Dispose();
        release();
    }
}
