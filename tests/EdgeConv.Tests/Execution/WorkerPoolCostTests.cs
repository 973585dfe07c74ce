using System.Diagnostics;
using EdgeConv.Execution;
using EdgeConv.Kernels;

namespace EdgeConv.Tests.Execution;

/// <summary>What a pool may not cost: memory in use, processor time when idle.</summary>
[Collection(nameof(QuietMachine))]
public class WorkerPoolCostTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Calls_allocate_nothing_on_any_thread(int threads) => Bounded.Run(() =>
    {
        using var pool = new WorkerPool(threads);
        var call = new AllocationCall(64, threads);
        var total = long.MaxValue;
        // The test runner's own threads allocate now and then; what a call allocates would show every time.
        for (var attempt = 0; attempt < 20 && total != 0; attempt++)
        {
            var beforeTotal = GC.GetTotalAllocatedBytes(precise: true);
            var before = GC.GetAllocatedBytesForCurrentThread();
            RunMany(pool, call);
            var caller = GC.GetAllocatedBytesForCurrentThread() - before;
            total = GC.GetTotalAllocatedBytes(precise: true) - beforeTotal;
            Assert.Equal(0, caller);
        }

        Assert.Equal(0, total);
        // Waiting, parking and waking between two chunks included.
        Assert.All(call.AllocatedBetweenChunks, bytes => Assert.Equal(0, bytes));
    });

    [Fact]
    public void An_idle_pool_uses_no_processor_time() => Bounded.Run(() =>
    {
        using var pool = new WorkerPool(4);
        var least = double.MaxValue;
        // On a busy machine the runtime's own compiler may be late and take its time now.
        for (var attempt = 0; attempt < 20 && least > 0.05; attempt++)
        {
            using (pool.BeginRun())
                pool.Run(new TallyCall(64, 4));
            least = Math.Min(least, BusyShare());
        }

        Assert.InRange(least, 0, 0.05);
    });

    [Fact]
    public void Even_within_a_run_threads_park_when_nothing_comes() => Bounded.Run(() =>
    {
        using var pool = new WorkerPool(2);
        using var run = pool.BeginRun();
        var least = double.MaxValue;
        for (var attempt = 0; attempt < 20 && least > 0.05; attempt++)
        {
            pool.Run(new TallyCall(64, 2));
            least = Math.Min(least, BusyShare());
        }

        Assert.InRange(least, 0, 0.05);
    });

    /// <summary>The processor time this process uses while the test sleeps, as a share of one core.</summary>
    private static double BusyShare()
    {
        Thread.Sleep(50);
        var (start, before) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        Thread.Sleep(500);
        return (Environment.CpuUsage.TotalTime - before) / Stopwatch.GetElapsedTime(start);
    }

    private static void RunMany(WorkerPool pool, KernelCall call)
    {
        for (var i = 0; i < 200; i++)
        {
            using (pool.BeginRun())
            {
                pool.Run(call);
                pool.Run(call);
            }

            // Long enough for the threads to park, now and then.
            if (i % 10 == 0)
                Busy.Wait(3000);
        }
    }

    private sealed class AllocationCall(int units, int workers) : KernelCall
    {
        private readonly long[] _first = new long[workers];
        private readonly long[] _last = new long[workers];
        private readonly bool[] _seen = new bool[workers];

        public override int Units => units;

        // The caller's own thread runs the test itself, which allocates.
        public IEnumerable<long> AllocatedBetweenChunks => _last.Zip(_first, (last, first) => last - first).Skip(1);

        public override void Run(int begin, int end, int worker)
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            if (!_seen[worker])
                _first[worker] = allocated;
            _seen[worker] = true;
            _last[worker] = allocated;
            Busy.Wait(5);
        }
    }
}
