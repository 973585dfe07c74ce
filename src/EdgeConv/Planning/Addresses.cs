using System.Collections.Immutable;
using EdgeConv.Tensors;

namespace EdgeConv.Planning;

/// <summary>Where each slot of a plan lies in memory, once an arena has been given.</summary>
public sealed unsafe class Addresses
{
    private readonly ImmutableArray<PlanBuffer> _buffers;
    private readonly AlignedMemory _arena;
    private readonly AlignedMemory _constants;

    internal Addresses(ImmutableArray<PlanBuffer> buffers, AlignedMemory arena, AlignedMemory constants)
    {
        _buffers = buffers;
        _arena = arena;
        _constants = constants;
    }

    /// <summary>The first element of a slot.</summary>
    public T* Of<T>(Slot slot)
        where T : unmanaged
    {
        var buffer = _buffers[slot.Id];
        var block = buffer.Kind == SlotKind.Constant ? _constants : _arena;
        return (T*)(block.Start + buffer.Offset);
    }
}
