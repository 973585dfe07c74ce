using System.Runtime.InteropServices;

namespace EdgeConv.Tensors;

/// <summary>Blocks of the C library's heap.</summary>
internal sealed unsafe class HeapMemory : IMemorySource
{
    /// <inheritdoc/>
    public byte* Take(nuint bytes)
    {
        var block = (byte*)NativeMemory.AlignedAlloc(bytes, AlignedMemory.Alignment);
        NativeMemory.Clear(block, bytes);
        return block;
    }

    /// <inheritdoc/>
    public void Return(byte* block, nuint bytes) => NativeMemory.AlignedFree(block);
}
