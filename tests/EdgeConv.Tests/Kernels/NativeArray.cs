using EdgeConv.Tensors;

namespace EdgeConv.Tests.Kernels;

/// <summary>Values in native memory, as kernels want them.</summary>
public sealed unsafe class NativeArray<T> : IDisposable
    where T : unmanaged
{
    private readonly AlignedMemory _memory;

    /// <summary>Room for a number of zeroed values.</summary>
    public NativeArray(int length)
    {
        Length = length;
        _memory = new AlignedMemory((long)length * sizeof(T));
    }

    /// <summary>A copy of values.</summary>
    public NativeArray(ReadOnlySpan<T> values)
        : this(values.Length) => values.CopyTo(Span);

    public int Length { get; }

    public T* Pointer => (T*)_memory.Start;

    public Span<T> Span => new(Pointer, Length);

    public void Dispose() => _memory.Dispose();
}
