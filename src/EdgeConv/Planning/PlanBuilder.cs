using System.Collections.Immutable;
using System.Runtime.InteropServices;
using EdgeConv.Kernels;
using EdgeConv.Kernels.SignFlip;
using EdgeConv.Models;
using EdgeConv.Planning.Arena;
using EdgeConv.Planning.Lowering;
using EdgeConv.Tensors;

namespace EdgeConv.Planning;

/// <summary>
/// What a lowering writes to: it names the tensors an operator works on, packs constants, and adds steps. The builder then knows each buffer's
/// lifetime and places it.
/// </summary>
internal sealed class PlanBuilder(Model model, PlanOptions options, KernelFamilies families)
{
    private readonly List<Entry> _entries = [];
    private readonly List<PlanStep> _steps = [];
    private readonly Dictionary<int, Slot> _tensorSlots = [];
    private readonly Dictionary<int, Slot> _constantSlots = [];
    private long _constantBytes;

    /// <summary>The model being planned.</summary>
    public Model Model => model;

    /// <summary>The tensor at an index.</summary>
    public ModelTensor Tensor(int index) => model.Tensors[index];

    /// <summary>The slot that holds a tensor's value in stored form: int8 for both 8-bit types, else as declared.</summary>
    public Slot SlotOf(int tensorIndex)
    {
        if (_tensorSlots.TryGetValue(tensorIndex, out var slot))
            return slot;
        var tensor = Tensor(tensorIndex);
        slot = tensor.Data is { } data ? StoredConstant(tensor, data) : Add(new Entry(SlotKind.Value, tensor.Name, tensor.ByteCount, null));
        _tensorSlots.Add(tensorIndex, slot);
        return slot;
    }

    /// <summary>Lets a tensor share the bytes of another: a reshape.</summary>
    public void Alias(int tensorIndex, int sharedWith) => _tensorSlots.Add(tensorIndex, SlotOf(sharedWith));

    /// <summary>Packs constant values; they stay readable for the plan's life.</summary>
    public Slot Constant<T>(string name, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        var bytes = MemoryMarshal.AsBytes(values).ToArray();
        return Constant(name, bytes.Length, bytes.CopyTo);
    }

    /// <summary>Constant values that are written where they will be read, once all of them have a place; they stay readable for the plan's life.</summary>
    /// <param name="name">What they are.</param>
    /// <param name="bytes">Their size.</param>
    /// <param name="write">Writes them to zeroed memory.</param>
    public Slot Constant(string name, int bytes, ConstantWriter write) => Add(new Entry(SlotKind.Constant, name, bytes, write));

    /// <summary>Asks for memory that the next step alone works in.</summary>
    public Slot Scratch(string name, int bytes) => Add(new Entry(SlotKind.Scratch, name, bytes, null));

    /// <summary>Asks for memory that a kernel fills once, when a session binds the plan.</summary>
    public Slot Table(string name, int bytes) => Add(new Entry(SlotKind.Table, name, bytes, null));

    /// <summary>The kernel of a list that will run.</summary>
    /// <param name="kernels">The list.</param>
    /// <param name="shape">The arguments, pointers not set.</param>
    public KernelChoice<TArguments> Choose<TArguments>(KernelList<TArguments> kernels, in TArguments shape)
        where TArguments : unmanaged => kernels.Choose(in shape, families);

    /// <summary>Adds a step that the best kernel of a list does.</summary>
    /// <param name="op">The operator it computes, or null for one of the plan's own.</param>
    /// <param name="kernels">The list.</param>
    /// <param name="reads">Slots it reads; constants may be left out.</param>
    /// <param name="writes">Slots it writes, scratch included.</param>
    /// <param name="macs">Multiply-accumulates.</param>
    /// <param name="arguments">Fills the argument struct; called once more when addresses are known.</param>
    public void AddStep<TArguments>(
        Operator? op,
        KernelList<TArguments> kernels,
        ReadOnlySpan<Slot> reads,
        ReadOnlySpan<Slot> writes,
        long macs,
        Func<Addresses, TArguments> arguments)
        where TArguments : unmanaged =>
        AddStep(op, Choose(kernels, arguments(Addresses.Unplaced)), reads, writes, macs, arguments);

    /// <summary>Adds a step whose kernel has been chosen.</summary>
    /// <param name="op">The operator it computes, or null for one of the plan's own.</param>
    /// <param name="choice">The kernel.</param>
    /// <param name="reads">Slots it reads; constants may be left out.</param>
    /// <param name="writes">Slots it writes, scratch included.</param>
    /// <param name="macs">Multiply-accumulates.</param>
    /// <param name="arguments">Fills the argument struct; called once more when addresses are known.</param>
    public unsafe void AddStep<TArguments>(
        Operator? op,
        KernelChoice<TArguments> choice,
        ReadOnlySpan<Slot> reads,
        ReadOnlySpan<Slot> writes,
        long macs,
        Func<Addresses, TArguments> arguments)
        where TArguments : unmanaged
    {
        var kernel = choice.Kernel;
        var scratch = kernel.ScratchBytes(arguments(Addresses.Unplaced));
        _steps.Add(new PlanStep(op, kernel.Name, choice.Refusals, [.. reads], [.. writes], macs, scratch, at => kernel.Bind(arguments(at), at.Scratch, at.ScratchStride)) { Family = kernel.Family });
    }

    /// <summary>Lowers the whole model.</summary>
    /// <param name="notes">What the passes before changed.</param>
    public Plan Build(ImmutableArray<string> notes)
    {
        var inputs = model.Inputs.Select(AddInput).ToImmutableArray();
        foreach (var op in model.Operators.Where(ComputesSomething))
            OperatorLowering.Lower(op, this);
        var outputs = model.Outputs.Select(AddOutput).ToImmutableArray();
        return Place(inputs, outputs, notes);
    }

    /// <summary>Whether an operator has values to compute. A file may ask for none, by a batch of no pictures or filters of no channels; kernels divide by what there is.</summary>
    private bool ComputesSomething(Operator op) => op.Outputs.Length == 0 || op.Outputs.Any(output => output != Operator.Absent && Tensor(output).Shape.ElementCount > 0);

    private Slot Add(Entry entry)
    {
        if (entry.Kind == SlotKind.Constant)
        {
            _constantBytes += entry.Bytes;
            if (_constantBytes > options.MaxConstantBytes)
                throw new PlanException($"The model's constants need more than the limit of {options.MaxConstantBytes / 1048576.0:F1} MiB.");
        }

        _entries.Add(entry);
        return new Slot(_entries.Count - 1);
    }

    private Slot StoredConstant(ModelTensor tensor, ReadOnlyMemory<byte> data)
    {
        if (_constantSlots.TryGetValue(tensor.Index, out var known))
            return known;
        var slot = Constant(tensor.Name, data.Length, target =>
        {
            data.Span.CopyTo(target);
            if (tensor.Type != ElementType.UInt8)
                return;
            foreach (ref var value in target)
                value ^= 0x80;
        });
        _constantSlots.Add(tensor.Index, slot);
        return slot;
    }

    private Slot AddInput(int tensorIndex)
    {
        var tensor = Tensor(tensorIndex);
        var external = Add(new Entry(SlotKind.External, tensor.Name, tensor.ByteCount, null));
        if (tensor.Type == ElementType.UInt8)
            AddSignFlip(external, SlotOf(tensorIndex), tensor.ByteCount);
        else
            _tensorSlots[tensorIndex] = external;
        return external;
    }

    private Slot AddOutput(int tensorIndex)
    {
        var tensor = Tensor(tensorIndex);
        var slot = SlotOf(tensorIndex);
        var isOwnValue = _entries[slot.Id].Kind == SlotKind.Value;
        if (tensor.Type != ElementType.UInt8 && isOwnValue)
        {
            _entries[slot.Id] = _entries[slot.Id] with { Kind = SlotKind.External };
            return slot;
        }

        var external = Add(new Entry(SlotKind.External, tensor.Name, tensor.ByteCount, null));
        if (tensor.Type == ElementType.UInt8)
            AddSignFlip(slot, external, tensor.ByteCount);
        else
            CopyLowering.AddCopy(this, null, slot, external, tensor.ByteCount);
        return external;
    }

    private unsafe void AddSignFlip(Slot from, Slot to, int count) =>
        AddStep(null, SignFlipKernels.All, [from], [to], 0, at => new SignFlipArguments { Input = at.Of<byte>(from), Output = at.Of<byte>(to), Count = count });

    private unsafe Plan Place(ImmutableArray<Slot> inputs, ImmutableArray<Slot> outputs, ImmutableArray<string> notes)
    {
        var last = Math.Max(0, _steps.Count - 1);
        var lives = _entries.Select(entry => entry.Kind is SlotKind.External or SlotKind.Constant or SlotKind.Table ? (First: 0, Last: last) : (First: int.MaxValue, Last: 0)).ToArray();
        for (var step = 0; step < _steps.Count; step++)
        {
            foreach (var slot in _steps[step].Reads.Concat(_steps[step].Writes))
                lives[slot.Id] = (Math.Min(lives[slot.Id].First, step), Math.Max(lives[slot.Id].Last, step));
        }

        var inArena = Enumerable.Range(0, _entries.Count).Where(id => _entries[id].Kind != SlotKind.Constant).ToArray();
        var requests = inArena.Select(id => new ArenaRequest(
            _entries[id].Bytes,
            options.KeepIntermediates ? 0 : Math.Min(lives[id].First, lives[id].Last),
            options.KeepIntermediates ? last : lives[id].Last)).ToArray();
        var (arenaOffsets, arenaBytes) = ArenaPlanner.Place(requests);
        if (arenaBytes > options.MaxArenaBytes)
            throw new PlanException($"The model needs {arenaBytes / 1048576.0:F1} MiB for its values, more than the limit of {options.MaxArenaBytes / 1048576.0:F1} MiB; use a smaller input or raise the limit.");

        var offsets = new long[_entries.Count];
        for (var i = 0; i < inArena.Length; i++)
            offsets[inArena[i]] = arenaOffsets[i];
        long constantBytes = 0;
        for (var id = 0; id < _entries.Count; id++)
        {
            if (_entries[id].Kind != SlotKind.Constant)
                continue;
            offsets[id] = constantBytes;
            constantBytes += (_entries[id].Bytes + AlignedMemory.Slack + AlignedMemory.Alignment - 1L) / AlignedMemory.Alignment * AlignedMemory.Alignment;
        }

        var constants = new AlignedMemory(constantBytes);
        for (var id = 0; id < _entries.Count; id++)
            _entries[id].Write?.Invoke(new Span<byte>(constants.Start + offsets[id], _entries[id].Bytes));

        var buffers = _entries.Select((entry, id) => new PlanBuffer(new Slot(id), entry.Kind, entry.Name, entry.Bytes, Math.Min(lives[id].First, lives[id].Last), lives[id].Last, offsets[id]));
        return new Plan(model, [.. _steps], [.. buffers], _tensorSlots.ToImmutableDictionary(), inputs, outputs, notes, arenaBytes, constants, families);
    }

    private sealed record Entry(SlotKind Kind, string Name, int Bytes, ConstantWriter? Write);
}
