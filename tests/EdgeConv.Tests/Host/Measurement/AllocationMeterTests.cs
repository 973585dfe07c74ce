using EdgeConv.Execution;
using EdgeConv.Host.Measurement;
using EdgeConv.Kernels;

namespace EdgeConv.Tests.Host.Measurement;

public class AllocationMeterTests
{
    private const int Bytes = 100_000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void What_one_thread_of_the_pool_allocates_is_seen_whichever_it_is(int threads) => Bounded.Run(() =>
    {
        using var pool = new WorkerPool(threads);
        var meter = new AllocationMeter(pool);
        for (var worker = 0; worker < threads; worker++)
        {
            var before = meter.Read();
            Assert.Equal(before, meter.Read());
            pool.Run(new OneAllocates(threads, worker));
            Assert.InRange(meter.Read() - before, Bytes, 2 * Bytes);
        }
    });

    [Fact]
    public void Without_a_pool_the_calling_thread_counts()
    {
        var meter = new AllocationMeter(null);
        var before = meter.Read();
        var bytes = new byte[Bytes];
        Assert.InRange(meter.Read() - before, bytes.Length, 2 * Bytes);
    }

    private sealed class OneAllocates(int threads, int allocating) : KernelCall
    {
        private readonly byte[][] _allocated = new byte[threads][];
        private int _arrived;

        public override int Units => threads;

        public override void Run(int begin, int end, int worker)
        {
            if (worker == allocating)
                _allocated[worker] = new byte[Bytes];
            Interlocked.Increment(ref _arrived);
            while (Volatile.Read(ref _arrived) < threads)
                Thread.Yield();
        }
    }
}
