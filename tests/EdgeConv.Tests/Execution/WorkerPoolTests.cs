using System.Runtime.CompilerServices;
using EdgeConv.Cpu;
using EdgeConv.Execution;
using EdgeConv.Kernels;
using static EdgeConv.Tests.Awaiting;

namespace EdgeConv.Tests.Execution;

public class WorkerPoolTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(8)]
    public void Every_unit_is_done_exactly_once(int threads) => Bounded.Run(() =>
    {
        using var pool = new WorkerPool(threads);
        Assert.Equal(threads, pool.Threads);
        foreach (var units in Enumerable.Range(0, 70).Concat([127, 128, 1000, 65_537, 1_000_003]))
        {
            var call = new TallyCall(units, threads);
            pool.Run(call);
            call.AssertEachUnitDone(1);
            pool.Run(call);
            call.AssertEachUnitDone(2);
        }
    });

    [Fact]
    public void The_most_units_a_call_can_have_are_shared_out_without_a_gap() => Bounded.Run(() =>
    {
        using var pool = new WorkerPool(3);
        var call = new RangesCall(int.MaxValue);
        pool.Run(call);
        var ranges = call.Ranges.Order().ToArray();
        Assert.InRange(ranges.Length, 3, 3 * 32);
        Assert.Equal(0, ranges[0].Begin);
        Assert.Equal(int.MaxValue, ranges[^1].End);
        Assert.All(ranges.Zip(ranges[1..]), pair => Assert.Equal(pair.First.End, pair.Second.Begin));
    });

    [Fact]
    public void Each_thread_begins_where_its_share_does() => Bounded.Run(() =>
    {
        using var pool = new WorkerPool(4);
        for (var round = 0; round < 100; round++)
        {
            var call = new MeetingCall(101, 4);
            pool.Run(call);
            Assert.Equal([0, 25, 50, 75], call.FirstUnits);
        }
    });

    [Fact]
    public void What_a_thread_that_is_held_up_has_not_begun_is_done_by_the_others() => Bounded.Run(() =>
    {
        using var pool = new WorkerPool(2);
        for (var round = 0; round < 100; round++)
        {
            var call = new HeldUpCall(100);
            pool.Run(call);
            Assert.Equal(50 - 12, call.Held);
            Assert.Equal(100 - call.Held, call.DoneByOthers);
        }
    });

    [Fact]
    public void All_threads_take_part_and_the_caller_is_the_first() => Bounded.Run(() =>
    {
        using var pool = new WorkerPool(4);
        using var meeting = new Barrier(4);
        // Four chunks that wait for each other need four threads.
        var timeIsOver = Bounded.TimeIsOver;
        var call = new TallyCall(4, 4, _ => meeting.SignalAndWait(timeIsOver));
        var firstsThread = new WorkerThreads(4);
        pool.Run(call);
        pool.Run(firstsThread);
        var caller = Environment.CurrentManagedThreadId;
        call.AssertEachUnitDone(1);
        Assert.Equal(0b1111, call.Workers);
        Assert.All(firstsThread.Seen, seen => Assert.Equal(seen.Worker == 0, seen.Thread == caller));
    });

    [Fact]
    public void One_thread_runs_a_call_whole_and_on_the_callers_thread()
    {
        using var pool = new WorkerPool(1);
        var call = new RangesCall(1000);
        pool.Run(call);
        Assert.Equal([(0, 1000)], call.Ranges);
        var threads = new WorkerThreads(1000);
        pool.Run(threads);
        Assert.Equal([(0, Environment.CurrentManagedThreadId)], threads.Seen);
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void Two_hundred_thousand_tiny_calls_in_a_row_lose_nothing(int threads, bool withinRun) => Bounded.Run(() =>
    {
        using var pool = new WorkerPool(threads);
        var call = new TallyCall(threads, threads);
        using var run = withinRun ? pool.BeginRun() : default;
        for (var i = 0; i < 200_000; i++)
            pool.Run(call);
        call.AssertEachUnitDone(200_000);
    }, seconds: 120);

    [Fact]
    public void What_one_call_writes_the_next_reads_on_any_thread() => Bounded.Run(() =>
    {
        // Each unit adds what its mirror image had after the call before: a value not yet seen, or seen too early, spoils all later ones.
        const int Units = 64;
        using var pool = new WorkerPool(4);
        var (from, to) = (new long[Units], new long[Units]);
        var expected = Enumerable.Range(0, Units).Select(unit => (long)unit).ToArray();
        expected.CopyTo(from, 0);
        var call = new MirrorCall(Units);
        for (var i = 0; i < 20_000; i++)
        {
            (call.From, call.To) = (from, to);
            pool.Run(call);
            (from, to) = (to, from);
            expected = [.. expected.Select((value, unit) => (3 * value) ^ expected[Units - 1 - unit])];
        }

        Assert.Equal(expected, from);
    });

    [Fact]
    public void Parked_threads_wake_up_for_the_next_call() => Bounded.Run(() =>
    {
        using var pool = new WorkerPool(2);
        using var meeting = new Barrier(2);
        var timeIsOver = Bounded.TimeIsOver;
        var call = new TallyCall(2, 2, _ => meeting.SignalAndWait(timeIsOver));
        for (var i = 1; i <= 30; i++)
        {
            Thread.Sleep(5);
            pool.Run(call);
            call.AssertEachUnitDone(i);
        }
    });

    [Fact]
    public void Threads_wake_up_park_and_are_late_in_every_order() => Bounded.Run(() =>
    {
        const int Seed = 20231;
        var random = new Random(Seed);
        using var pool = new WorkerPool(4);
        for (var i = 0; i < 1500; i++)
        {
            var (units, slow, microseconds) = (random.Next(1, 40), random.Next(40), random.Next(4) == 0 ? 1500 : random.Next(100));
            var call = new TallyCall(units, 4, unit => Busy.Wait(unit == slow ? microseconds : 0));
            using (random.Next(2) == 0 ? pool.BeginRun() : default)
            {
                pool.Run(call);
                call.AssertEachUnitDone(1);
                Busy.Wait(random.Next(3) == 0 ? random.Next(1500) : 0);
                pool.Run(call);
                call.AssertEachUnitDone(2);
            }

            if (random.Next(8) == 0)
                Thread.Sleep(random.Next(3));
        }
    }, seconds: 120);

    [Fact]
    public void Many_more_threads_than_cores_still_get_on() => Bounded.Run(() =>
    {
        using var pool = new WorkerPool(8 * Environment.ProcessorCount);
        var call = new TallyCall(64, pool.Threads);
        using var run = pool.BeginRun();
        for (var i = 0; i < 2000; i++)
            pool.Run(call);
        call.AssertEachUnitDone(2000);
    });

    [Fact]
    public void A_machine_busy_with_something_else_slows_calls_down_but_does_not_stop_them() => Bounded.Run(() =>
    {
        using var pool = new WorkerPool(Math.Max(2, Environment.ProcessorCount));
        var stop = false;
        var others = Enumerable.Range(0, 2 * Environment.ProcessorCount).Select(_ => new Thread(() =>
        {
            while (!Volatile.Read(ref stop))
                Thread.SpinWait(100);
        })).ToArray();
        foreach (var other in others)
        {
            other.IsBackground = true;
            other.Start();
        }

        var call = new TallyCall(64, pool.Threads);
        for (var i = 0; i < 300; i++)
            pool.Run(call);
        Volatile.Write(ref stop, true);
        call.AssertEachUnitDone(300);
        foreach (var other in others)
            other.Join();
    });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void An_exception_reaches_the_caller_after_all_other_chunks_and_the_pool_goes_on(int threads) => Bounded.Run(() =>
    {
        using var pool = new WorkerPool(threads);
        for (var thrower = 0; thrower < 4 * threads; thrower++)
        {
            var call = new TallyCall(4 * threads, threads, unit =>
            {
                if (unit == thrower)
                    throw new InvalidTimeZoneException($"unit {unit}");
            });
            Assert.Equal($"unit {thrower}", Assert.Throws<InvalidTimeZoneException>(() => pool.Run(call)).Message);
            var next = new TallyCall(100, threads);
            pool.Run(next);
            next.AssertEachUnitDone(1);
        }
    });

    [Fact]
    public void An_exception_on_a_worker_thread_is_thrown_on_the_callers() => Bounded.Run(() =>
    {
        using var pool = new WorkerPool(2);
        using var meeting = new Barrier(2);
        var caller = Environment.CurrentManagedThreadId;
        var finished = 0;
        var call = new TallyCall(2, 2, _ =>
        {
            meeting.SignalAndWait();
            if (Environment.CurrentManagedThreadId != caller)
                throw new InvalidTimeZoneException();
            Thread.Sleep(20);
            finished++;
        });
        Assert.Throws<InvalidTimeZoneException>(() => pool.Run(call));
        Assert.Equal(1, finished);
    });

    [Fact]
    public void A_second_caller_runs_its_call_alone_meanwhile() => Bounded.Run(() =>
    {
        using var pool = new WorkerPool(2);
        var second = new WorkerThreads(100);
        var thread = 0;
        var first = new TallyCall(2, 2, unit =>
        {
            if (unit != 0)
                return;
            var other = new Thread(() =>
            {
                thread = Environment.CurrentManagedThreadId;
                pool.Run(second);
            });
            other.IsBackground = true;
            other.Start();
            other.Join();
        });
        pool.Run(first);
        first.AssertEachUnitDone(1);
        Assert.Equal([(0, thread)], second.Seen);
    });

    [Fact]
    public void Callers_on_many_threads_get_every_unit_of_theirs_done() => Bounded.Run(() =>
    {
        using var pool = new WorkerPool(3);
        var calls = Enumerable.Range(0, 4).Select(_ => new TallyCall(37, 3)).ToArray();
        var callers = calls.Select(call => new Thread(() =>
        {
            for (var i = 0; i < 5000; i++)
            {
                using var run = pool.BeginRun();
                pool.Run(call);
            }
        })).ToArray();
        foreach (var caller in callers)
            caller.Start();
        foreach (var caller in callers)
            caller.Join();
        foreach (var call in calls)
            call.AssertEachUnitDone(5000);
    });

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_pool_can_be_disposed_of_at_any_moment_and_twice(int threads) => Bounded.Run(() =>
    {
        for (var i = 0; i < 100; i++)
        {
            var pool = new WorkerPool(threads);
            if (i % 2 == 0)
                pool.Run(new TallyCall(10, threads));
            Busy.Wait(i * 3);
            pool.Dispose();
            pool.Dispose();
            Assert.Throws<ObjectDisposedException>(() => pool.Run(new TallyCall(10, threads)));
            Assert.Throws<ObjectDisposedException>(() => pool.BeginRun().Dispose());
        }
    });

    [Fact]
    public void Disposal_waits_for_the_call_in_progress() => Bounded.Run(() =>
    {
        var pool = new WorkerPool(2);
        using var started = new ManualResetEventSlim();
        var call = new TallyCall(2, 2, _ =>
        {
            started.Set();
            Thread.Sleep(50);
        });
        var caller = new Thread(() => pool.Run(call)) { IsBackground = true };
        caller.Start();
        started.Wait();
        pool.Dispose();
        call.AssertEachUnitDone(1);
        caller.Join();
    });

    [Fact]
    public void Disposal_ends_the_threads() => Bounded.Run(() =>
    {
        var threads = new WorkerThreadObjects(4);
        using (var pool = new WorkerPool(4))
            pool.Run(threads);
        Assert.Equal(3, threads.Others.Distinct().Count());
        Assert.All(threads.Others, thread => Assert.False(thread.IsAlive));
    });

    [Fact]
    public void A_pool_nobody_refers_to_lets_its_threads_go() => Bounded.Run(() =>
    {
        var threads = new WorkerThreadObjects(3);
        Forgotten(threads);
        while (threads.Others.Any(thread => thread.IsAlive))
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Pause(1);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        static void Forgotten(KernelCall call) => new WorkerPool(3).Run(call);
    });

    [Fact]
    public void Threads_stay_on_the_cores_they_are_given() => Bounded.Run(() =>
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Linux only");
        var core = CpuTopology.Current.Cores[0].Index;
        var caller = Environment.CurrentManagedThreadId;
        using var pool = new WorkerPool(3, new WorkerPoolOptions { Cores = [core] });
        using var meeting = new Barrier(3);
        var call = new TallyCall(3, 3, _ =>
        {
            meeting.SignalAndWait();
            if (Environment.CurrentManagedThreadId != caller)
                Assert.Contains($"Cpus_allowed_list:\t{core}\n", File.ReadAllText("/proc/thread-self/status"), StringComparison.Ordinal);
        });
        pool.Run(call);
        call.AssertEachUnitDone(1);
    });

    [Fact]
    public void Cores_that_do_not_exist_are_no_error() => Bounded.Run(() =>
    {
        using var pool = new WorkerPool(2, new WorkerPoolOptions { Cores = [-1, 1023, 5000] });
        var call = new TallyCall(10, 2);
        pool.Run(call);
        call.AssertEachUnitDone(1);
    });

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1025)]
    public void A_number_of_threads_that_makes_no_sense_is_refused(int threads) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new WorkerPool(threads).Dispose());

    private sealed class RangesCall(int units) : KernelCall
    {
        private readonly List<(int Begin, int End)> _ranges = [];

        public override int Units => units;

        public IReadOnlyList<(int Begin, int End)> Ranges => _ranges;

        public override void Run(int begin, int end, int worker)
        {
            lock (_ranges)
                _ranges.Add((begin, end));
        }
    }

    /// <summary>No thread ends its first piece before all have begun theirs.</summary>
    private sealed class MeetingCall(int units, int threads) : KernelCall
    {
        private readonly CancellationToken _timeIsOver = Bounded.TimeIsOver;
        private int _begun;

        public int[] FirstUnits { get; } = [.. Enumerable.Repeat(-1, threads)];

        public override int Units => units;

        public override void Run(int begin, int end, int worker)
        {
            if (FirstUnits[worker] >= 0)
                return;
            FirstUnits[worker] = begin;
            Interlocked.Increment(ref _begun);
            while (Volatile.Read(ref _begun) < threads)
                Yield(_timeIsOver);
        }
    }

    /// <summary>Worker 1 stays with its first piece until all else is done.</summary>
    private sealed class HeldUpCall(int units) : KernelCall
    {
        private readonly CancellationToken _timeIsOver = Bounded.TimeIsOver;
        private int _doneByOthers;
        private int _begun;

        public int DoneByOthers => _doneByOthers;

        public int Held { get; private set; }

        public override int Units => units;

        public override void Run(int begin, int end, int worker)
        {
            if (worker == 0)
            {
                while (Volatile.Read(ref _begun) == 0)
                    Yield(_timeIsOver);
                Interlocked.Add(ref _doneByOthers, end - begin);
                return;
            }

            Held = end - begin;
            Volatile.Write(ref _begun, 1);
            while (Volatile.Read(ref _doneByOthers) < units - Held)
                Yield(_timeIsOver);
        }
    }

    /// <summary>Notes which thread each worker is.</summary>
    private sealed class WorkerThreads(int units) : KernelCall
    {
        private readonly HashSet<(int Worker, int Thread)> _seen = [];

        public override int Units => units;

        public IReadOnlyCollection<(int Worker, int Thread)> Seen => _seen;

        public override void Run(int begin, int end, int worker)
        {
            lock (_seen)
                _seen.Add((worker, Environment.CurrentManagedThreadId));
        }
    }

    private sealed class MirrorCall(int units) : KernelCall
    {
        public long[] From { get; set; } = [];

        public long[] To { get; set; } = [];

        public override int Units => units;

        public override void Run(int begin, int end, int worker)
        {
            for (var unit = begin; unit < end; unit++)
                To[unit] = (3 * From[unit]) ^ From[units - 1 - unit];
        }
    }
}
