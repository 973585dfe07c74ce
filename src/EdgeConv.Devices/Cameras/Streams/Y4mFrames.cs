using EdgeConv.Vision.Frames;

namespace EdgeConv.Devices.Cameras.Streams;

/// <summary>The frames of a YUV4MPEG2 stream behind its first line: a line <c>FRAME</c>, which may say more, then the bytes.</summary>
/// <param name="layout">From the first line.</param>
/// <param name="name">What the stream is called in messages.</param>
internal sealed class Y4mFrames(FrameLayout layout, string name) : IFrameParser
{
    private const int MaxLine = 256;

    private static ReadOnlySpan<byte> Mark => "FRAME"u8;

    /// <inheritdoc/>
    public FrameFormat Format => layout.Format;

    /// <inheritdoc/>
    public int MaxFrameBytes => layout.Bytes;

    /// <inheritdoc/>
    public int WindowBytes => layout.Bytes + MaxLine;

    /// <inheritdoc/>
    public Cut Next(ReadOnlySpan<byte> unread)
    {
        var known = Math.Min(unread.Length, Mark.Length);
        if (!unread[..known].SequenceEqual(Mark[..known]) || (unread.Length > Mark.Length && unread[Mark.Length] is not ((byte)'\n' or (byte)' ')))
            throw Nonsense();
        var end = unread[..Math.Min(unread.Length, MaxLine)].IndexOf((byte)'\n');
        if (end < 0)
            return unread.Length < MaxLine ? new Cut(CutKind.More, 0) : throw Nonsense();
        var start = end + 1;
        return unread.Length - start < layout.Bytes ? new Cut(CutKind.More, 0) : new Cut(CutKind.Frame, start + layout.Bytes, start, layout.Bytes);
    }

    /// <inheritdoc/>
    public bool GiveUp(ReadOnlySpan<byte> unread) => !unread.IsEmpty;

    private CameraException Nonsense() => new($"{name}: where a line FRAME was due there is something else: bytes of the y4m stream were lost.");
}
