using System.Collections.Concurrent;
using EdgeConv.Host.Decisions;
using EdgeConv.Host.Running;
using EdgeConv.Host.Sinks;
using EdgeConv.Tests.Host.Running;
using EdgeConv.Vision.Frames;

namespace EdgeConv.Tests.Host.Sinks;

public class SinkRunnerTests
{
    private readonly Notebook _journal = new();

    [Fact]
    public void A_sink_gets_the_newest_decision_and_every_event_in_order() => Bounded.Run(() =>
    {
        var sink = new RecordingSink();
        using (var runner = Run(sink))
        {
            for (var i = 0; i < 1000; i++)
                runner.Offer(Decision(i), i % 10 == 0 ? [Event(i)] : []);
            WaitFor(() => sink.Numbers.LastOrDefault() == 999);
            Assert.Equal(0, runner.LostEvents);
        }

        Assert.Equal(Enumerable.Range(0, 100).Select(i => 10 * i), sink.Events);
        Assert.Equal(sink.Numbers.Order(), sink.Numbers);
        Assert.True(sink.IsDisposed);
    });

    [Fact]
    public void Offering_to_a_sink_that_hangs_takes_no_time() => Bounded.Run(() =>
    {
        using var release = new ManualResetEventSlim();
        var sink = new RecordingSink { Before = release.Wait };
        var runner = Run(sink);
        for (var i = 0; i < 100_000; i++)
            runner.Offer(Decision(i), []);
        Assert.Empty(sink.Numbers);
        release.Set();
        WaitFor(() => sink.Numbers.LastOrDefault() == 99_999);
        runner.Dispose();
        Assert.True(sink.Numbers.Count <= 2);
    });

    [Fact]
    public void After_a_failure_it_gets_the_events_again_and_the_problem_is_told_once() => Bounded.Run(() =>
    {
        var left = 3;
        var sink = new RecordingSink { Before = () => { if (left-- > 0) throw new IOException("the broker is down"); } };
        using var runner = Run(sink);
        runner.Offer(Decision(1), [Event(1)]);
        runner.Offer(Decision(2), [Event(2)]);
        WaitFor(() => sink.Numbers.LastOrDefault() == 2);
        Assert.Equal([1, 2], sink.Events);
        Assert.Equal("warning: test: the broker is down", _journal.Lines[0]);
        WaitFor(() => _journal.Lines.Count == 2);
        Assert.StartsWith("note: test: gets through again", _journal.Lines[1], StringComparison.Ordinal);
    }, seconds: 30);

    [Fact]
    public void Too_many_events_for_a_sink_that_fails_are_counted_and_the_newest_kept() => Bounded.Run(() =>
    {
        var works = false;
        var sink = new RecordingSink { Before = () => { if (!Volatile.Read(ref works)) throw new IOException("down"); } };
        using var runner = Run(sink);
        for (var i = 0; i < 1000; i++)
            runner.Offer(Decision(i), [Event(i)]);
        Volatile.Write(ref works, true);
        WaitFor(() => sink.Events.LastOrDefault() == 999);
        Assert.Equal(1000 - sink.Events.Count, runner.LostEvents);
        Assert.Equal(Enumerable.Range(1000 - sink.Events.Count, sink.Events.Count), sink.Events);
        Assert.InRange(sink.Events.Count, 256, 512);
    }, seconds: 60);

    [Fact]
    public void A_sink_that_never_returns_does_not_hold_up_the_end() => Bounded.Run(() =>
    {
        using var never = new ManualResetEventSlim();
        var runner = Run(new RecordingSink { Before = never.Wait });
        runner.Offer(Decision(1), []);
        var start = MonotonicClock.Now;
        runner.Dispose();
        Assert.InRange(MonotonicClock.Now - start, 0, 5_000_000_000);
        never.Set();
    });

    [Fact]
    public void Offering_allocates_nothing() => Bounded.Run(() =>
    {
        using var runner = Run(new RecordingSink { Before = () => Thread.Sleep(1) });
        var decision = Decision(1);
        var one = new[] { Event(1) };
        var allocated = new long[5];
        for (var batch = 0; batch < allocated.Length; batch++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 10_000; i++)
                runner.Offer(decision, one);
            allocated[batch] = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        // Once in its life a lock allocates what threads wait with: when two first meet.
        Assert.True(allocated.Count(bytes => bytes != 0) <= 1, string.Join(", ", allocated));
    });

    private static Decision Decision(long number)
    {
        var decision = new Decision(1, 1);
        decision.Describe(number, number, 0, 0, DateTimeOffset.UnixEpoch);
        return decision;
    }

    private static RuleEvent Event(int number) => new(number, true, 0, DateTimeOffset.UnixEpoch);

    private static void WaitFor(Func<bool> condition)
    {
        while (!condition())
            Thread.Sleep(1);
    }

    private SinkRunner Run(ISink sink) => new(sink, new Condition("test", _journal, TimeProvider.System), () => new Decision(1, 1));

    private sealed class RecordingSink : ISink
    {
        private readonly ConcurrentQueue<long> _numbers = new();
        private readonly ConcurrentQueue<int> _events = new();

        public string Name => "recording";

        public Action? Before { get; init; }

        public IReadOnlyCollection<long> Numbers => [.. _numbers];

        public IReadOnlyCollection<int> Events => [.. _events];

        public bool IsDisposed { get; private set; }

        public void Write(Decision decision, ReadOnlySpan<RuleEvent> events)
        {
            Before?.Invoke();
            foreach (var one in events)
                _events.Enqueue(one.Rule);
            _numbers.Enqueue(decision.Number);
        }

        public void Dispose() => IsDisposed = true;
    }
}
