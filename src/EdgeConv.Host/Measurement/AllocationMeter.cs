using EdgeConv.Execution;
using EdgeConv.Kernels;

namespace EdgeConv.Host.Measurement;

/// <summary>
/// Reads how much managed memory the threads that share out runs have allocated since they began: each tells its own number, in a call in which all of them meet.
/// The runtime's own threads are left out: that of its compiler allocates now and then, whatever is measured.
/// </summary>
/// <param name="pool">The threads, the calling one among them; null: the calling one alone.</param>
internal sealed class AllocationMeter(WorkerPool? pool)
{
    private readonly Meeting? _meeting = pool is null ? null : new Meeting(pool.Threads);

    /// <summary>Bytes up to now; to be called while the pool does nothing else. Allocates nothing itself.</summary>
    public long Read()
    {
        if (_meeting is null)
            return GC.GetAllocatedBytesForCurrentThread();
        _meeting.Open();
        pool!.Run(_meeting);
        return _meeting.AllocatedBytes;
    }

    /// <summary>A unit for each thread, none of which ends before all have begun: so no thread can do two.</summary>
    private sealed class Meeting(int threads) : KernelCall
    {
        private long _allocated;
        private int _arrived;

        public override int Units => threads;

        public long AllocatedBytes => _allocated;

        public void Open() => (_allocated, _arrived) = (0, 0);

        public override void Run(int begin, int end, int worker)
        {
            Interlocked.Add(ref _allocated, GC.GetAllocatedBytesForCurrentThread());
            Interlocked.Increment(ref _arrived);
            while (Volatile.Read(ref _arrived) < threads)
                Thread.Yield();
        }
    }
}
