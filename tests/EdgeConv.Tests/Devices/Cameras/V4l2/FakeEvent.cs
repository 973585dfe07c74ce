using EdgeConv.Devices.Interop;

namespace EdgeConv.Tests.Devices.Cameras.V4l2;

/// <summary>What a fake driver does when a frame is waited for.</summary>
internal sealed record FakeEvent
{
    /// <summary>What is in the buffer's memory planes.</summary>
    public byte[][] Parts { get; init; } = [];

    public uint Sequence { get; init; }

    public uint Flags { get; init; }

    public nint Seconds { get; init; }

    public nint Microseconds { get; init; }

    public uint DataOffset { get; init; }

    /// <summary>Bytes it claims to have filled, if not those it did.</summary>
    public uint? BytesUsed { get; init; }

    /// <summary>The buffer it claims to have filled, if not the next.</summary>
    public uint? Index { get; init; }

    /// <summary>What taking the buffer answers.</summary>
    public int Error { get; init; }

    /// <summary>What poll answers.</summary>
    public int PollError { get; init; }

    /// <summary>What poll finds.</summary>
    public short Found { get; init; } = Libc.Readable;

    /// <summary>Poll finds nothing once.</summary>
    public bool IsPauseOnly => Found == 0;
}
