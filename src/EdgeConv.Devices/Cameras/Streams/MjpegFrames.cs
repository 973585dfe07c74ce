using System.Buffers.Binary;
using EdgeConv.Vision.Frames;

namespace EdgeConv.Devices.Cameras.Streams;

/// <summary>
/// JPEG files one after the other, as cameras and <c>multipart/x-mixed-replace</c> servers send them. A picture is followed from marker to marker (ITU-T T.81, annex B), so that
/// the thumbnail within it does not end it; what stands between pictures is passed over, and counts as damage only when it is long.
/// </summary>
/// <param name="maxFrameBytes">Longer pictures are damage.</param>
internal sealed class MjpegFrames(int maxFrameBytes = MjpegFrames.DefaultMaxFrameBytes) : IFrameParser
{
    /// <summary>4 MiB: more than a picture of 1920x1080 takes at the highest quality.</summary>
    public const int DefaultMaxFrameBytes = 4 << 20;

    /// <summary>The longest headers and padding between pictures.</summary>
    private const int MaxGap = 4096;

    private const byte StartOfImage = 0xD8;
    private const byte EndOfImage = 0xD9;
    private const byte StartOfScan = 0xDA;

    private FrameFormat _format = new(PixelFormat.Mjpeg, 1, 1) { Range = ColourRange.Full };
    private bool _insidePicture;
    private bool _insideScan;
    private bool _hasSize;
    private int _at;
    private int _gap;

    /// <inheritdoc/>
    public FrameFormat Format => _format;

    /// <inheritdoc/>
    public int MaxFrameBytes => maxFrameBytes;

    /// <inheritdoc/>
    public int WindowBytes => maxFrameBytes;

    private static ReadOnlySpan<byte> Signature => [0xFF, StartOfImage, 0xFF];

    /// <summary>Forgets how far the present picture has been followed: its bytes will come again.</summary>
    public void Restart() => (_insidePicture, _gap) = (false, 0);

    /// <inheritdoc/>
    public Cut Next(ReadOnlySpan<byte> unread)
    {
        var start = 0;
        if (!_insidePicture)
        {
            var found = unread.IndexOf(Signature);
            start = found >= 0 ? found : Math.Max(0, unread.Length - (Signature.Length - 1));
            _gap += start;
            if (_gap > MaxGap)
            {
                _gap = 0;
                return new Cut(CutKind.Damaged, start);
            }

            if (found < 0)
                return new Cut(CutKind.More, start);
            (_insidePicture, _insideScan, _hasSize, _at, _gap) = (true, false, false, 2, 0);
        }

        var picture = unread[start..];
        var damage = Follow(picture, out var isWhole);
        if (damage >= 0)
            return End(CutKind.Damaged, start + damage);
        if (isWhole && _hasSize && _at <= maxFrameBytes)
            return End(CutKind.Frame, start + _at, start, _at);
        if (isWhole || picture.Length >= maxFrameBytes)
            return End(CutKind.Damaged, isWhole ? start + _at : unread.Length);
        return new Cut(CutKind.More, start);
    }

    /// <inheritdoc/>
    public bool GiveUp(ReadOnlySpan<byte> unread)
    {
        var wasInside = _insidePicture;
        Restart();
        return wasInside;
    }

    private Cut End(CutKind kind, int consumed, int start = 0, int length = 0)
    {
        _insidePicture = false;
        return new Cut(kind, consumed, start, length);
    }

    /// <summary>Goes on from where it stopped. Answers how many bytes are damage, or -1 when there is none so far.</summary>
    private int Follow(ReadOnlySpan<byte> picture, out bool isWhole)
    {
        isWhole = false;
        while (true)
        {
            if (_insideScan)
            {
                var next = picture[_at..].IndexOf((byte)0xFF);
                _at = next < 0 ? picture.Length : _at + next;
            }

            if (_at + 2 > picture.Length)
                return -1;
            var marker = picture[_at + 1];
            if (picture[_at] != 0xFF)
                return _at;
            if (marker == 0xFF)
            {
                _at++;
            }
            else if (_insideScan && marker is 0 or (>= 0xD0 and <= 0xD7))
            {
                _at += 2;
            }
            else if (marker == EndOfImage)
            {
                _at += 2;
                isWhole = true;
                return -1;
            }
            else if (marker is StartOfImage or 0)
            {
                return _at;
            }
            else if (!FollowSegment(picture, marker, out var isDamaged))
            {
                return isDamaged ? _at : -1;
            }
        }
    }

    /// <summary>Passes over a segment. False: it is not all there, or it is damaged.</summary>
    private bool FollowSegment(ReadOnlySpan<byte> picture, byte marker, out bool isDamaged)
    {
        isDamaged = false;
        if (_at + 4 > picture.Length)
            return false;
        var length = BinaryPrimitives.ReadUInt16BigEndian(picture[(_at + 2)..]);
        var isStartOfFrame = JpegSize.IsStartOfFrame(marker);
        isDamaged = length < (isStartOfFrame ? 8 : 2) || (marker == StartOfScan && !_hasSize);
        if (isDamaged || _at + 2 + length > picture.Length)
            return false;
        if (isStartOfFrame)
            isDamaged = !TakeSize(BinaryPrimitives.ReadUInt16BigEndian(picture[(_at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(picture[(_at + 5)..]));
        if (isDamaged)
            return false;
        _insideScan = marker == StartOfScan;
        _at += 2 + length;
        return true;
    }

    private bool TakeSize(int width, int height)
    {
        _hasSize = width is >= 1 and <= FrameFormat.MaxSide && height is >= 1 and <= FrameFormat.MaxSide;
        if (_hasSize && (width != _format.Width || height != _format.Height))
            _format = new FrameFormat(PixelFormat.Mjpeg, width, height) { Range = ColourRange.Full };
        return _hasSize;
    }
}
