using System.Collections.Immutable;
using EdgeConv.Kernels;
using EdgeConv.Planning;
using EdgeConv.Tensors;

namespace EdgeConv.Execution;

/// <summary>
/// A plan with memory of its own: fill the inputs, run, read the outputs, again and again. A run allocates nothing. Not for use by two threads at
/// once; sessions of one plan run side by side.
/// </summary>
public sealed unsafe class Session : IDisposable
{
    private readonly AlignedMemory _arena;
    private readonly AlignedMemory _scratch;
    private readonly Addresses _addresses;
    private readonly ImmutableArray<KernelCall> _calls;

    /// <summary>Takes the memory a plan needs and binds its steps to it.</summary>
    /// <param name="plan">The plan; it must outlive the session.</param>
    /// <exception cref="OutOfMemoryException">There is not so much memory.</exception>
    public Session(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        Plan = plan;
        _arena = new AlignedMemory(plan.ArenaBytes);
        _scratch = new AlignedMemory(plan.ScratchBytes);
        _addresses = plan.AddressesIn(_arena, _scratch);
        _calls = plan.Bind(_addresses);
    }

    /// <summary>What runs.</summary>
    public Plan Plan { get; }

    /// <summary>The bytes of a model input, row-major, in the type the model declares; to be filled before <see cref="Run()"/>, and left as they are by it. Valid while the session lives.</summary>
    public Span<byte> Input(int index = 0) => BytesOf(Plan.Inputs[index]);

    /// <summary>The bytes of a model output, row-major, in the type the model declares; valid after <see cref="Run()"/> until the next.</summary>
    public ReadOnlySpan<byte> Output(int index = 0) => BytesOf(Plan.Outputs[index]);

    /// <summary>Computes the outputs from the inputs.</summary>
    public void Run()
    {
        foreach (var call in _calls)
            call.Run(0, call.Units, 0);
        KeepMemory();
    }

    /// <summary>Computes the outputs from the inputs, telling a listener of each step.</summary>
    public void Run(IStepListener listener)
    {
        ArgumentNullException.ThrowIfNull(listener);
        for (var step = 0; step < _calls.Length; step++)
        {
            listener.StepStarts(step);
            _calls[step].Run(0, _calls[step].Units, 0);
            listener.StepEnded(step);
        }

        KeepMemory();
    }

    /// <summary>
    /// A copy of any tensor's value, in the type the model declares. Meaningful after a run of a plan made with
    /// <see cref="PlanOptions.KeepIntermediates"/>; otherwise later steps may have used the memory again.
    /// </summary>
    /// <param name="tensorIndex">Its index in the model.</param>
    /// <exception cref="ArgumentException">The plan has no such tensor: it was fused away, or is a constant that no step reads.</exception>
    public byte[] ReadTensor(int tensorIndex)
    {
        var output = Plan.Model.Outputs.IndexOf(tensorIndex);
        if (output >= 0)
            return Output(output).ToArray();
        if (!Plan.TensorSlots.TryGetValue(tensorIndex, out var slot))
            throw new ArgumentException($"The plan holds no value of tensor {tensorIndex}.", nameof(tensorIndex));
        var tensor = Plan.Model.Tensors[tensorIndex];
        var bytes = BytesOf(slot)[..tensor.ByteCount].ToArray();
        if (tensor.Type == ElementType.UInt8)
        {
            foreach (ref var value in bytes.AsSpan())
                value ^= 0x80;
        }

        return bytes;
    }

    /// <summary>Returns the session's memory.</summary>
    public void Dispose()
    {
        _arena.Dispose();
        _scratch.Dispose();
    }

    /// <summary>Kernels hold bare pointers, so that without this a session nobody looks at again could be collected, and its memory returned, while it runs.</summary>
    private void KeepMemory() => GC.KeepAlive(this);

    private Span<byte> BytesOf(Slot slot) => new(_addresses.Of<byte>(slot), Plan.Buffers[slot.Id].Bytes);
}
