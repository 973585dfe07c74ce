using EdgeConv.Kernels;

namespace EdgeConv.Tests.Execution;

/// <summary>Notes the thread of each worker; all of them meet in it.</summary>
internal sealed class WorkerThreadObjects(int threads) : KernelCall
{
    private readonly Thread[] _seen = new Thread[threads];
    private readonly CancellationToken _timeIsOver = Bounded.TimeIsOver;
    private int _arrived;

    public override int Units => threads;

    /// <summary>The threads beside the caller's.</summary>
    public IEnumerable<Thread> Others => _seen.Skip(1);

    public override void Run(int begin, int end, int worker)
    {
        _seen[worker] = Thread.CurrentThread;
        var met = (Interlocked.Increment(ref _arrived) + threads - 1) / threads * threads;
        while (Volatile.Read(ref _arrived) < met)
            Awaiting.Yield(_timeIsOver);
    }
}
