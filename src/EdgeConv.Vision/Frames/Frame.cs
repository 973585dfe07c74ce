using EdgeConv.Tensors;

namespace EdgeConv.Vision.Frames;

/// <summary>Memory for one camera frame after another, and what is known of the one in it. Nothing is allocated from frame to frame. For one thread at a time.</summary>
public sealed class Frame : IDisposable
{
    private readonly AlignedMemory _memory;

    /// <summary>Takes memory.</summary>
    /// <param name="capacity">The most bytes a frame may have, at least 1.</param>
    /// <exception cref="OutOfMemoryException">There is not so much.</exception>
    public Frame(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _memory = new AlignedMemory(capacity);
        Capacity = capacity;
    }

    /// <summary>The most bytes a frame may have.</summary>
    public int Capacity { get; }

    /// <summary>All of the memory, for those who fill it.</summary>
    public unsafe Span<byte> Memory => new(_memory.Start, Capacity);

    /// <summary>The frame's bytes.</summary>
    public ReadOnlySpan<byte> Bytes => Memory[..Length];

    /// <summary>How many bytes the frame has.</summary>
    public int Length { get; private set; }

    /// <summary>What they mean; null before the first frame.</summary>
    public FrameFormat? Format { get; private set; }

    /// <summary>The frame's number as its source counts: a gap is a frame that was lost before it came here.</summary>
    public long Sequence { get; private set; }

    /// <summary>When the sensor took it, or if that is not known, when it came: nanoseconds of the monotonic clock (<c>CLOCK_MONOTONIC</c>).</summary>
    public long CapturedAt { get; private set; }

    /// <summary>Says what has been written to <see cref="Memory"/>.</summary>
    /// <exception cref="ArgumentException">There are fewer bytes than the format has, or more than there is memory.</exception>
    public void Set(FrameFormat format, int length, long sequence, long capturedAt)
    {
        ArgumentNullException.ThrowIfNull(format);
        if (length < Math.Max(1, format.Bytes) || length > Capacity)
            throw new ArgumentException($"A frame of {format} has at least {Math.Max(1, format.Bytes)} bytes and here at most {Capacity}, not {length}.", nameof(length));
        (Format, Length, Sequence, CapturedAt) = (format, length, sequence, capturedAt);
    }

    /// <summary>Returns the memory.</summary>
    public void Dispose() => _memory.Dispose();
}
