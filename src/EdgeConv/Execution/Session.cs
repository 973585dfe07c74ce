using System.Collections.Immutable;
using EdgeConv.Cpu;
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
    private readonly WorkerPool? _pool;
    private readonly bool _ownsPool;
    private bool _isDisposed;

    /// <summary>Takes the memory a plan needs, binds its steps to it, and starts the threads that share out its steps.</summary>
    /// <param name="plan">The plan; it must outlive the session.</param>
    /// <param name="options">How many threads, and whose.</param>
    /// <exception cref="ArgumentException">The options contradict each other, or ask for a number of threads no pool can have.</exception>
    /// <exception cref="OutOfMemoryException">There is not so much memory, or not so many threads.</exception>
    public Session(Plan plan, SessionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        options ??= SessionOptions.Default;
        Plan = plan;
        Threads = ThreadsOf(options);
        _arena = new AlignedMemory(plan.ArenaBytes);
        _scratch = new AlignedMemory(plan.ScratchBytes * Threads);
        _addresses = plan.AddressesIn(_arena, _scratch);
        _calls = plan.Bind(_addresses);
        if (Threads == 1 || !_calls.Any(call => call.Units > 1))
            return;
        _ownsPool = options.Pool is null;
        _pool = options.Pool ?? new WorkerPool(Threads);
    }

    /// <summary>What runs.</summary>
    public Plan Plan { get; }

    /// <summary>The most threads that share out a step, the calling one included.</summary>
    public int Threads { get; }

    /// <summary>The bytes of a model input, row-major, in the type the model declares; to be filled before <see cref="Run()"/>, and left as they are by it. Valid while the session lives.</summary>
    public Span<byte> Input(int index = 0) => BytesOf(Plan.Inputs[index]);

    /// <summary>The bytes of a model output, row-major, in the type the model declares; valid after <see cref="Run()"/> until the next.</summary>
    public ReadOnlySpan<byte> Output(int index = 0) => BytesOf(Plan.Outputs[index]);

    /// <summary>Computes the outputs from the inputs.</summary>
    /// <exception cref="ObjectDisposedException">The session has been disposed of.</exception>
    public void Run()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        using var run = BeginRun();
        foreach (var call in _calls)
            Run(call);
        KeepMemory();
    }

    /// <summary>Computes the outputs from the inputs, telling a listener of each step.</summary>
    /// <exception cref="ObjectDisposedException">The session has been disposed of.</exception>
    public void Run(IStepListener listener)
    {
        ArgumentNullException.ThrowIfNull(listener);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        using var run = BeginRun();
        for (var step = 0; step < _calls.Length; step++)
        {
            listener.StepStarts(step);
            Run(_calls[step]);
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

    /// <summary>Ends the session's threads and returns its memory. A pool from the options stays as it is.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        if (_ownsPool)
            _pool?.Dispose();
        _arena.Dispose();
        _scratch.Dispose();
    }

    private static int ThreadsOf(SessionOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(options.Threads, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Threads, WorkerPool.MaxThreads, nameof(options));
        if (options.Pool is not { } pool)
            return options.Threads == 0 ? CpuTopology.Current.DefaultThreads : options.Threads;
        if (options.Threads != 0)
            throw new ArgumentException("A given pool has its threads already: leave Threads unset, or set it when you make the pool.", nameof(options));
        return pool.Threads;
    }

    private RunScope BeginRun() => _pool is null ? default : _pool.BeginRun();

    private void Run(KernelCall call)
    {
        if (_pool is null)
            call.Run(0, call.Units, worker: 0);
        else
            _pool.Run(call);
    }

    /// <summary>Kernels hold bare pointers, so that without this a session nobody looks at again could be collected, and its memory returned, while it runs.</summary>
    private void KeepMemory() => GC.KeepAlive(this);

    private Span<byte> BytesOf(Slot slot) => new(_addresses.Of<byte>(slot), Plan.Buffers[slot.Id].Bytes);
}
