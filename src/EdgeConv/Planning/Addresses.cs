using System.Collections.Immutable;
using EdgeConv.Tensors;

namespace EdgeConv.Planning;

/// <summary>Where each slot of a plan lies in memory, once an arena has been given.</summary>
public sealed unsafe class Addresses
{
    private readonly ImmutableArray<PlanBuffer> _buffers;
    private readonly AlignedMemory? _arena;
    private readonly AlignedMemory? _constants;

    internal Addresses(ImmutableArray<PlanBuffer> buffers, AlignedMemory arena, AlignedMemory constants, AlignedMemory scratch, long scratchStride)
    {
        _buffers = buffers;
        _arena = arena;
        _constants = constants;
        Scratch = scratch.Start;
        ScratchStride = scratchStride;
    }

    private Addresses()
    {
    }

    /// <summary>No addresses: every slot is at null. For asking what a kernel would do with arguments before there is memory.</summary>
    public static Addresses Unplaced { get; } = new();

    /// <summary>Memory for the threads' own use, one part after the other.</summary>
    internal byte* Scratch { get; }

    /// <summary>Bytes of each thread's part.</summary>
    internal long ScratchStride { get; }

    /// <summary>The first element of a slot.</summary>
    public T* Of<T>(Slot slot)
        where T : unmanaged
    {
        if (_arena is null || _constants is null)
            return null;
        var buffer = _buffers[slot.Id];
        var block = buffer.Kind == SlotKind.Constant ? _constants : _arena;
        return (T*)(block.Start + buffer.Offset);
    }
}
