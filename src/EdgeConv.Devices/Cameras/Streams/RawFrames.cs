using EdgeConv.Vision.Frames;

namespace EdgeConv.Devices.Cameras.Streams;

/// <summary>Frames of equal length that follow each other with nothing between them.</summary>
internal sealed class RawFrames(FrameLayout layout) : IFrameParser
{
    /// <inheritdoc/>
    public FrameFormat Format => layout.Format;

    /// <inheritdoc/>
    public int MaxFrameBytes => layout.Bytes;

    /// <inheritdoc/>
    public int WindowBytes => layout.Bytes;

    /// <inheritdoc/>
    public Cut Next(ReadOnlySpan<byte> unread) => unread.Length < layout.Bytes ? new Cut(CutKind.More, 0) : new Cut(CutKind.Frame, layout.Bytes, 0, layout.Bytes);

    /// <inheritdoc/>
    public bool GiveUp(ReadOnlySpan<byte> unread) => !unread.IsEmpty;
}
