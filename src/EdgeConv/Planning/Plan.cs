using System.Collections.Immutable;
using EdgeConv.Kernels;
using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Planning;

/// <summary>
/// A model made ready to run: steps in order, each with its kernel; weights packed; every buffer placed. Immutable, and shared by any number of
/// sessions, each of which brings its own arena.
/// </summary>
public sealed class Plan : IDisposable
{
    private readonly AlignedMemory _constants;

    internal Plan(
        Model model,
        ImmutableArray<PlanStep> steps,
        ImmutableArray<PlanBuffer> buffers,
        ImmutableDictionary<int, Slot> tensorSlots,
        ImmutableArray<Slot> inputs,
        ImmutableArray<Slot> outputs,
        ImmutableArray<string> notes,
        long arenaBytes,
        AlignedMemory constants,
        KernelFamilies families)
    {
        Model = model;
        Steps = steps;
        Buffers = buffers;
        TensorSlots = tensorSlots;
        Inputs = inputs;
        Outputs = outputs;
        Notes = notes;
        ArenaBytes = arenaBytes;
        _constants = constants;
        Families = families;
    }

    /// <summary>The model as planned: shapes settled, constants folded, operators fused.</summary>
    public Model Model { get; }

    /// <summary>What runs, in order.</summary>
    public ImmutableArray<PlanStep> Steps { get; }

    /// <summary>Every buffer, indexed by <see cref="Slot.Id"/>.</summary>
    public ImmutableArray<PlanBuffer> Buffers { get; }

    /// <summary>
    /// The slot a tensor's value lies in. 8-bit tensors lie there as int8: the bytes of a uint8 tensor have their top bit flipped, but for the
    /// model's inputs and outputs.
    /// </summary>
    public ImmutableDictionary<int, Slot> TensorSlots { get; }

    /// <summary>Where the caller writes, in the order of <see cref="Model.Inputs"/>; values as the model's type has them.</summary>
    public ImmutableArray<Slot> Inputs { get; }

    /// <summary>Where the caller reads, in the order of <see cref="Model.Outputs"/>; values as the model's type has them.</summary>
    public ImmutableArray<Slot> Outputs { get; }

    /// <summary>Which kernels might run.</summary>
    public KernelFamilies Families { get; }

    /// <summary>What the passes changed, one sentence each.</summary>
    public ImmutableArray<string> Notes { get; }

    /// <summary>The memory a session needs for values, in bytes.</summary>
    public long ArenaBytes { get; }

    /// <summary>The memory packed constants take, in bytes, shared by all sessions.</summary>
    public long ConstantBytes => _constants.Length;

    /// <summary>Multiply-accumulates of one run.</summary>
    public long Macs => Steps.Sum(step => step.Macs);

    /// <summary>Memory of its own that each thread of a session needs, in bytes; whole cache lines.</summary>
    public long ScratchBytes => (Steps.Select(step => (long)step.ScratchBytes).DefaultIfEmpty().Max() + AlignedMemory.Alignment - 1) / AlignedMemory.Alignment * AlignedMemory.Alignment;

    /// <summary>The address of each slot within an arena.</summary>
    /// <param name="arena">At least <see cref="ArenaBytes"/>.</param>
    /// <param name="scratch">At least <see cref="ScratchBytes"/> for each thread.</param>
    /// <exception cref="ArgumentException">The arena, or the scratch memory, is too small.</exception>
    public Addresses AddressesIn(AlignedMemory arena, AlignedMemory scratch)
    {
        ArgumentNullException.ThrowIfNull(arena);
        ArgumentNullException.ThrowIfNull(scratch);
        if (scratch.Length < ScratchBytes)
            throw new ArgumentException($"Each thread needs {ScratchBytes} bytes of its own, there are {scratch.Length}.", nameof(scratch));
        if (arena.Length < ArenaBytes)
            throw new ArgumentException($"The plan needs an arena of {ArenaBytes} bytes, this one has {arena.Length}.", nameof(arena));
        return new Addresses(Buffers, arena, _constants, scratch, ScratchBytes);
    }

    /// <summary>The calls of one run, in order.</summary>
    public ImmutableArray<KernelCall> Bind(Addresses addresses) => [.. Steps.Select(step => step.Bind(addresses))];

    /// <summary>Returns the packed constants. Sessions on this plan must be gone.</summary>
    public void Dispose() => _constants.Dispose();
}
