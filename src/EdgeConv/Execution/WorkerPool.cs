using EdgeConv.Cpu;
using EdgeConv.Kernels;

namespace EdgeConv.Execution;

/// <summary>
/// Threads that share out the units of kernel calls. They live as long as the pool; between calls they look out for the next one for a short while,
/// then park, so that an idle program uses no processor time. The bytes a call writes are the same at any number of threads. Nothing is
/// allocated after construction, but for what the runtime keeps of a calling thread, other than the constructing one, that waits for the first time.
/// <para>
/// Several sessions may share a pool, and call it at the same time: one of them gets the threads, and another that comes meanwhile runs its call alone,
/// on its own thread, instead of waiting: the cores are busy either way. It is worker 0 of that call, as it would be otherwise, which is
/// why scratch memory belongs to sessions and not to pools.
/// </para>
/// </summary>
public sealed class WorkerPool : IDisposable
{
    /// <summary>The most threads a pool may have.</summary>
    public const int MaxThreads = 1024;

    private const int Free = 0;
    private const int Taken = 1;
    private const int Closed = 2;

    private readonly WorkerTeam? _team;
    private int _state;

    /// <summary>Starts the threads.</summary>
    /// <param name="threads">How many threads work on a call, the calling one included, from 1 to <see cref="MaxThreads"/>; 1 makes no thread at all.</param>
    /// <param name="options">What else is wanted.</param>
    /// <exception cref="OutOfMemoryException">The system gives no more threads.</exception>
    public WorkerPool(int threads, WorkerPoolOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(threads, MaxThreads);
        Threads = threads;
        if (threads == 1)
            return;
        _team = new WorkerTeam(threads - 1, (options ?? WorkerPoolOptions.Default).Cores ?? CpuTopology.Current.CoresFor(threads));
        _team.Start();
    }

    /// <summary>Lets the threads go.</summary>
    ~WorkerPool() => _team?.Stop();

    /// <summary>How many threads work on a call, the calling one included.</summary>
    public int Threads { get; }

    /// <summary>Runs every unit of a call and returns when all are done. The calling thread is worker 0 and takes part.</summary>
    /// <exception cref="ObjectDisposedException">The pool has been disposed of.</exception>
    /// <remarks>What a unit throws reaches the caller, once every unit that another thread has taken has run; of several exceptions, the first.</remarks>
    public void Run(KernelCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _state) == Closed, this);
        var units = call.Units;
        if (units == 0)
            return;
        if (_team is null || units == 1 || Interlocked.CompareExchange(ref _state, Taken, Free) != Free)
        {
            call.Run(0, units, worker: 0);
            return;
        }

        try
        {
            _team.Run(call, units);
        }
        finally
        {
            Volatile.Write(ref _state, Free);
            GC.KeepAlive(this);
        }
    }

    /// <summary>
    /// Says that calls are about to follow each other closely: parked threads wake up, and until the scope ends they stay awake for longer between
    /// two calls. Scopes may overlap.
    /// </summary>
    public RunScope BeginRun()
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _state) == Closed, this);
        return new RunScope(_team);
    }

    /// <summary>Ends the threads, once a call in progress is done.</summary>
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        var wait = new SpinWait();
        while (true)
        {
            var seen = Interlocked.CompareExchange(ref _state, Closed, Free);
            if (seen == Closed)
                return;
            if (seen == Free)
                break;
            wait.SpinOnce();
        }

        _team?.Dispose();
    }
}
