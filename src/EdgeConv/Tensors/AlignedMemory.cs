using System.Runtime.InteropServices;

namespace EdgeConv.Tensors;

/// <summary>
/// Zeroed native memory whose start lies on a cache line and behind whose end <see cref="Slack"/> more bytes may be touched: a kernel may load and
/// store past its row. Managed arrays never enter a kernel.
/// </summary>
public sealed unsafe class AlignedMemory : IDisposable
{
    /// <summary>The alignment of the start, in bytes.</summary>
    public const int Alignment = 64;

    /// <summary>Bytes behind the end that belong to the block.</summary>
    public const int Slack = 256;

    private byte* _start;

    /// <summary>Takes a block from the operating system.</summary>
    /// <param name="length">Bytes wanted, at least 0.</param>
    /// <exception cref="OutOfMemoryException">There is not so much.</exception>
    public AlignedMemory(long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Length = length;
        var size = checked((nuint)length + Slack);
        _start = (byte*)NativeMemory.AlignedAlloc(size, Alignment);
        NativeMemory.Clear(_start, size);
    }

    /// <summary>Returns the block.</summary>
    ~AlignedMemory() => Free();

    /// <summary>Bytes asked for.</summary>
    public long Length { get; }

    /// <summary>The first byte.</summary>
    /// <exception cref="ObjectDisposedException">The block has been returned.</exception>
    public byte* Start
    {
        get
        {
            ObjectDisposedException.ThrowIf(_start is null, this);
            return _start;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(_start);
        _start = null;
    }
}
