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

    private readonly IMemorySource _source;
    private byte* _start;

    /// <summary>Takes a block from the operating system.</summary>
    /// <param name="length">Bytes wanted, at least 0.</param>
    /// <exception cref="OutOfMemoryException">There is not so much.</exception>
    public AlignedMemory(long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Length = length;
        _source = Source;
        _start = _source.Take(checked((nuint)length + Slack));
    }

    /// <summary>Returns the block.</summary>
    ~AlignedMemory() => Free();

    /// <summary>Where blocks that are taken from now on come from.</summary>
    internal static IMemorySource Source { get; set; } = new HeapMemory();

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
        // A constructor that threw is finalized, too.
        _source?.Return(_start, (nuint)Length + Slack);
        _start = null;
    }
}
