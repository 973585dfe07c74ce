using EdgeConv.Vision.Frames;

namespace EdgeConv.Devices.Cameras.Streams;

/// <summary>Finds frames in a stream of bytes.</summary>
internal interface IFrameParser
{
    /// <summary>What the last frame found was; before that, what the first will be.</summary>
    FrameFormat Format { get; }

    /// <summary>The most bytes a frame may have.</summary>
    int MaxFrameBytes { get; }

    /// <summary>The most unread bytes that may be needed to find a frame.</summary>
    int WindowBytes { get; }

    /// <summary>Looks at the unread bytes. After <see cref="CutKind.More"/> the same bytes, less those consumed, come again with more behind them.</summary>
    /// <exception cref="CameraException">The bytes are nonsense, and where the next frame begins cannot be told.</exception>
    Cut Next(ReadOnlySpan<byte> unread);

    /// <summary>There will be no more bytes: gives up what has been found of a frame.</summary>
    /// <returns>Whether the unread bytes are part of one, and not merely what stands between frames.</returns>
    bool GiveUp(ReadOnlySpan<byte> unread);
}
