using System.Collections.Immutable;
using EdgeConv.Cpu;
using EdgeConv.Execution;
using EdgeConv.Kernels;
using EdgeConv.Models;
using EdgeConv.Planning;
using EdgeConv.Tensors;

namespace EdgeConv.Tests.Execution;

/// <summary>How a session spreads its steps over threads, on plans of steps made for the purpose.</summary>
[Collection(nameof(QuietMachine))]
public class SessionThreadsTests
{
    [Fact]
    public void Unless_told_otherwise_a_session_has_the_machines_default_threads()
    {
        using var plan = PlanOf(new TallyCall(1, 1));
        using var session = new Session(plan);
        Assert.Equal(CpuTopology.Current.DefaultThreads, session.Threads);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Steps_of_several_units_are_shared_out_and_a_run_allocates_nothing(int threads) => Bounded.Run(() =>
    {
        var (one, meet, many) = (new TallyCall(1, 1), new WorkerThreadObjects(threads), new TallyCall(1000, threads));
        using var plan = PlanOf(one, meet, many);
        using var session = new Session(plan, new SessionOptions { Threads = threads });
        Assert.Equal(threads, session.Threads);
        session.Run();
        session.Run(new Steps());
        Assert.Equal(threads - 1, meet.Others.Distinct().Count());

        var (runs, total) = (2, long.MaxValue);
        for (var attempt = 0; attempt < 20 && total != 0; attempt++)
        {
            var beforeTotal = GC.GetTotalAllocatedBytes(precise: true);
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 20; i++, runs++)
                session.Run();
            var caller = GC.GetAllocatedBytesForCurrentThread() - before;
            total = GC.GetTotalAllocatedBytes(precise: true) - beforeTotal;
            Assert.Equal(0, caller);
        }

        Assert.Equal(0, total);
        one.AssertEachUnitDone(runs);
        many.AssertEachUnitDone(runs);
    });

    [Fact]
    public void A_session_ends_its_own_threads() => Bounded.Run(() =>
    {
        var workers = new WorkerThreadObjects(3);
        using var plan = PlanOf(workers);
        using (var session = new Session(plan, new SessionOptions { Threads = 3 }))
            session.Run();
        Assert.All(workers.Others, thread => Assert.False(thread.IsAlive));
    });

    [Fact]
    public void Sessions_share_a_given_pool_and_leave_it_to_its_owner() => Bounded.Run(() =>
    {
        using var pool = new WorkerPool(2);
        var (first, second) = (new TallyCall(100, 2), new TallyCall(100, 2));
        using var firstPlan = PlanOf(first);
        using var secondPlan = PlanOf(second);
        using var left = new Session(firstPlan, new SessionOptions { Pool = pool });
        using (var right = new Session(secondPlan, new SessionOptions { Pool = pool }))
        {
            Assert.Equal((2, 2), (left.Threads, right.Threads));
            var other = new Thread(() => RunMany(right)) { IsBackground = true };
            other.Start();
            RunMany(left);
            other.Join();
        }

        left.Run();
        first.AssertEachUnitDone(501);
        second.AssertEachUnitDone(500);

        static void RunMany(Session session)
        {
            for (var i = 0; i < 500; i++)
                session.Run();
        }
    });

    [Fact]
    public void A_step_that_throws_leaves_the_session_usable() => Bounded.Run(() =>
    {
        var throws = true;
        var call = new TallyCall(8, 2, unit =>
        {
            if (unit == 3 && throws)
                throw new InvalidTimeZoneException();
        });
        using var plan = PlanOf(call);
        using var session = new Session(plan, new SessionOptions { Threads = 2 });
        Assert.Throws<InvalidTimeZoneException>(session.Run);
        throws = false;
        session.Run();
    });

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_session_that_was_disposed_of_does_not_run(int threads)
    {
        using var plan = PlanOf(new TallyCall(8, 3));
        var session = new Session(plan, new SessionOptions { Threads = threads });
        session.Dispose();
        Assert.Throws<ObjectDisposedException>(session.Run);
        Assert.Throws<ObjectDisposedException>(() => session.Run(new Steps()));
    }

    [Fact]
    public void Options_that_contradict_each_other_are_refused_and_so_are_impossible_numbers()
    {
        using var plan = PlanOf(new TallyCall(2, 2));
        using var pool = new WorkerPool(2);
        Assert.Throws<ArgumentException>(() => new Session(plan, new SessionOptions { Pool = pool, Threads = 2 }).Dispose());
        Assert.Throws<ArgumentOutOfRangeException>(() => new Session(plan, new SessionOptions { Threads = -1 }).Dispose());
        Assert.Throws<ArgumentOutOfRangeException>(() => new Session(plan, new SessionOptions { Threads = WorkerPool.MaxThreads + 1 }).Dispose());
    }

    private static Plan PlanOf(params ReadOnlySpan<KernelCall> calls)
    {
        var steps = ImmutableArray.CreateBuilder<PlanStep>();
        foreach (var call in calls)
            steps.Add(new PlanStep(null, "Test", [], [], [], 0, 0, _ => call));
        var model = new Model("", [], [], [], [], ModelMetadata.None);
        return new Plan(model, steps.ToImmutable(), [], ImmutableDictionary<int, Slot>.Empty, [], [], [], 0, new AlignedMemory(0), KernelFamilies.Any);
    }

    private sealed class Steps : IStepListener
    {
        public void StepStarts(int step)
        {
        }

        public void StepEnded(int step)
        {
        }
    }
}
