using System.Runtime.InteropServices;

namespace EdgeConv.Tensors;

/// <summary>Blocks of the C library's heap.</summary>
internal sealed unsafe class HeapMemory : IMemorySource
{
    /// <summary>Blocks of so many bytes are worth a call to the system.</summary>
    private const int ManyBytes = 64 * 1024;

    /// <inheritdoc/>
    public byte* Take(nuint bytes)
    {
        var block = (byte*)NativeMemory.AlignedAlloc(bytes, bytes >= MemoryPages.LargePage ? MemoryPages.LargePage : (nuint)AlignedMemory.Alignment);
        if (bytes >= ManyBytes)
            MemoryPages.Prepare(block, bytes);
        NativeMemory.Clear(block, bytes);
        return block;
    }

    /// <inheritdoc/>
    public void Return(byte* block, nuint bytes) => NativeMemory.AlignedFree(block);
}
