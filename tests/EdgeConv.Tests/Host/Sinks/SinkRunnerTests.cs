using System.Collections.Concurrent;
using System.IO.Pipes;
using System.Text.RegularExpressions;
using EdgeConv.Host.Configuration;
using EdgeConv.Host.Decisions;
using EdgeConv.Host.Failures;
using EdgeConv.Host.Running;
using EdgeConv.Host.Sinks;
using EdgeConv.Tests.Host.Running;
using EdgeConv.Vision.Frames;
using Microsoft.Win32.SafeHandles;
using static EdgeConv.Tests.Awaiting;

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
            Until(() => sink.Numbers.LastOrDefault() == 999);
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
        Until(() => sink.Numbers.LastOrDefault() == 99_999);
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
        Until(() => sink.Numbers.LastOrDefault() == 2);
        Assert.Equal([1, 2], sink.Events);
        Assert.Equal("warning: test: the broker is down", _journal.Lines[0]);
        Until(() => _journal.Lines.Count >= 2);
        Assert.StartsWith("note: test: gets through again", _journal.Lines[1], StringComparison.Ordinal);
    });

    [Fact]
    public void A_sink_that_says_it_has_recovered_is_not_kept_waiting() => Bounded.Run(() =>
    {
        // Twelve waits, each twice the one before, would take minutes.
        var left = 12;
        using var recovered = new AutoResetEvent(false);
        var sink = new RecordingSink
        {
            Recovered = recovered,
            Before = () =>
            {
                if (left-- > 0)
                {
                    recovered.Set();
                    throw new IOException("the broker is down");
                }
            },
        };
        using var runner = Run(sink);
        runner.Offer(Decision(1), [Event(1)]);
        Until(() => sink.Numbers.LastOrDefault() == 1);
        Assert.Equal([1], sink.Events);
    });

    [Fact]
    public void A_fault_of_a_sink_is_told_like_a_failure_and_ends_nothing() => Bounded.Run(() =>
    {
        var left = 2;
        var sink = new RecordingSink { Before = () => { if (left-- > 0) throw new InvalidOperationException("the driver is confused"); } };
        using var runner = Run(sink);
        runner.Offer(Decision(1), [Event(1)]);
        Until(() => sink.Numbers.LastOrDefault() == 1);
        Assert.Equal([1], sink.Events);
        Until(() => _journal.Lines.Count >= 2);
        Assert.Equal("warning: test: InvalidOperationException: the driver is confused", _journal.Lines[0]);
    });

    [Fact]
    public void Too_many_events_for_a_sink_that_fails_are_counted_and_the_newest_kept() => Bounded.Run(() =>
    {
        const int Kept = 256;
        var (works, attempts) = (false, 0);
        var sink = new RecordingSink
        {
            Before = () =>
            {
                Interlocked.Increment(ref attempts);
                if (!Volatile.Read(ref works))
                    throw new IOException("down");
            },
        };
        using var runner = Run(sink);
        for (var i = 0; i < 1000; i++)
            runner.Offer(Decision(i), [Event(i)]);
        // An attempt may have taken its events before the last was offered; the next but one has not.
        var before = Volatile.Read(ref attempts);
        Until(() => Volatile.Read(ref attempts) >= before + 2);
        Volatile.Write(ref works, true);
        Until(() => sink.Events.LastOrDefault() == 999);
        Assert.Equal(Enumerable.Range(1000 - Kept, Kept), sink.Events);
        Assert.Equal(1000 - Kept, runner.LostEvents);
    });

    [Fact]
    public void A_sink_that_never_returns_does_not_hold_up_the_end() => Bounded.Run(() =>
    {
        using var never = new ManualResetEventSlim();
        Prompt.Within(TimeSpan.FromSeconds(5), () =>
        {
            var runner = Run(new RecordingSink { Before = never.Wait });
            runner.Offer(Decision(1), []);
            return Prompt.Time(runner.Dispose);
        });
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

    [Fact]
    public void A_run_that_never_begins_takes_nothing()
    {
        var sink = new RecordingSink();
        using (var runner = new SinkRunner(sink, new Condition("test", _journal, TimeProvider.System), () => new Decision(1, 1)))
            runner.Offer(Decision(1), []);
        Assert.False(sink.HasBegun);
        Assert.Empty(sink.Numbers);
        Assert.True(sink.IsDisposed);
    }

    [Fact]
    public void A_full_disk_is_told_once_and_costs_no_event() => Bounded.Run(() =>
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "there is no /dev/full here");
        using var disk = new FillingDisk();
        var names = new DecisionNames(new EdgeConv.Vision.Classification.LabelList(["cat"]), [.. Enumerable.Range(0, 20).Select(i => $"rule {i}")]);
        using var runner = Run(new JsonLinesSink(disk, names, DecisionPace.Frames), rules: 20);
        for (var i = 0; i < 10; i++)
        {
            runner.Offer(Decision(i, rules: 20), [Event(i)]);
            Pause(20);
        }

        Until(() => _journal.Lines.Count >= 1);
        Assert.Equal("warning: test: No space left on device", Assert.Single(_journal.Lines).Split(" :")[0]);
        disk.HasRoom = true;
        Until(() => _journal.Lines.Count >= 2);
        Assert.Equal(Enumerable.Range(0, 10), Regex.Matches(disk.Text, "\"rule\":\"rule ([0-9]+)\"").Select(found => int.Parse(found.Groups[1].ValueSpan)));
    });

    [Fact]
    public void When_the_last_reader_is_gone_that_is_told() => Bounded.Run(() =>
    {
        var (first, second) = (Run(new PipeSink(), start: false), Run(new PipeSink(), start: false));
        using var group = new SinkGroup([first, second]);
        group.Start(CancellationToken.None);
        first.Offer(Decision(1), []);
        Assert.False(group.AllClosed.WaitHandle.WaitOne(100));
        second.Offer(Decision(1), []);
        Assert.True(group.AllClosed.WaitHandle.WaitOne(20_000));
        Assert.Empty(_journal.Lines);
    });

    [Fact]
    public void A_sink_that_cannot_begin_is_told_of_and_begins_when_it_can() => Bounded.Run(() =>
    {
        var left = 3;
        var sink = new RecordingSink { Beginning = () => { if (left-- > 0) throw new IOException("there is no chip"); } };
        using var runner = Run(sink);
        runner.Offer(Decision(1), [Event(1)]);
        Until(() => sink.Numbers.LastOrDefault() == 1);
        Assert.Equal([1], sink.Events);
        Assert.Equal("warning: test: there is no chip", _journal.Lines[0]);
        Until(() => _journal.Lines.Count >= 2);
        Assert.StartsWith("note: test: gets through again", _journal.Lines[1], StringComparison.Ordinal);
    });

    [Fact]
    public void A_fault_at_the_end_of_a_sink_is_told() => Bounded.Run(() =>
    {
        var sink = new RecordingSink { Ending = () => throw new InvalidOperationException("the driver is confused") };
        using (Run(sink))
        {
        }

        Assert.Equal(["warning: test: InvalidOperationException: the driver is confused"], _journal.Lines);
    });

    [Fact]
    public void When_it_is_to_stop_lines_go_off_while_the_model_still_looks_and_another_sink_hangs() => Bounded.Run(() =>
    {
        using var never = new ManualResetEventSlim();
        Prompt.Within(TimeSpan.FromSeconds(1), () =>
        {
            var lines = new ScriptedLines();
            var rule = new RuleSettings("a", ["x"], 0.5f, 1, 0.5f, TimeSpan.Zero) { Lines = [new LineAction(new EdgeConv.Devices.Gpio.OutputLineName(17, null), false)] };
            var hung = Run(new RecordingSink { Before = never.Wait }, start: false);
            var group = new SinkGroup([hung, Run(new GpioSink(lines, [rule], TimeProvider.System), start: false)]);
            using var box = new FrameMailbox();
            using var stop = new CancellationTokenSource();
            using var scorer = new SlowScorer();
            var terms = new RuleTerms([0], 0.5f, 1, 0.5f, TimeSpan.FromMinutes(1));
            var judge = new Judge(box, scorer, new JudgeOptions(1, 0, 1, [terms]) { BlindAfter = TimeSpan.FromMinutes(1) }, new JudgeCounters(), new Condition("model", _journal, TimeProvider.System), group);
            group.Start(stop.Token);
            var judging = new Thread(() => judge.Run(stop.Token)) { IsBackground = true };
            judging.Start();
            Post(box);
            Until(() => lines.Done.LastOrDefault() == "line 17 high");
            scorer.Pass.Reset();
            Post(box);
            scorer.IsLooking.Wait();
            var took = Prompt.Time(() =>
            {
                stop.Cancel();
                Until(() => lines.Done.LastOrDefault() == "give line 17");
            });
            Assert.Equal(["line 17 low", "give line 17"], lines.Done.TakeLast(2));
            Assert.False(judging.Join(0));
            scorer.Pass.Set();
            judging.Join();
            return took + Prompt.Time(group.Dispose);
        });
        never.Set();
    });

    [Fact]
    public void Sinks_that_hang_have_one_time_to_end_in_common() => Bounded.Run(() =>
    {
        using var never = new ManualResetEventSlim();
        Prompt.Within(TimeSpan.FromSeconds(1), () =>
        {
            var group = new SinkGroup([.. Enumerable.Range(0, 5).Select(_ => Run(new RecordingSink { Before = never.Wait }, start: false))]);
            group.Start(CancellationToken.None);
            group.Tell(Decision(1), []);
            return Prompt.Time(group.Dispose);
        });
        never.Set();
    });

    [Fact]
    public void A_sink_that_was_left_behind_may_close_after_the_run() => Bounded.Run(() =>
    {
        using var never = new ManualResetEventSlim();
        var closed = new ManualResetEventSlim();
        var sink = new RecordingSink { Before = () => { never.Wait(); throw new IOException("gone", 32); } };
        var runner = Run(sink, start: false);
        var group = new SinkGroup([runner]);
        var count = runner.Closed;
        runner.Closed = () => { count!(); closed.Set(); };
        group.Start(CancellationToken.None);
        group.Tell(Decision(1), []);
        group.Dispose();
        never.Set();
        closed.Wait();
        Until(() => sink.IsDisposed);
        Assert.Empty(_journal.Lines);
    });

    private static void Post(FrameMailbox box)
    {
        var frame = box.Writing(16);
        frame.Set(ScriptedCamera.FramesAre, 16, 0, MonotonicClock.Now);
        box.Post();
    }

    private static Decision Decision(long number, int rules = 1)
    {
        var decision = new Decision(1, rules);
        decision.Describe(number, number, 0, 0, DateTimeOffset.UnixEpoch);
        return decision;
    }

    private static RuleEvent Event(int number) => new(number, true, 0, DateTimeOffset.UnixEpoch);

    private SinkRunner Run(ISink sink, int rules = 1, bool start = true)
    {
        var runner = new SinkRunner(sink, new Condition("test", _journal, TimeProvider.System), () => new Decision(1, rules));
        if (start)
            runner.Start();
        return runner;
    }

    /// <summary>A disk without room for anything until there is some.</summary>
    private sealed class FillingDisk : Stream
    {
        private readonly FileStream _full = new("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        private readonly MemoryStream _written = new();

        public volatile bool HasRoom;

        public string Text
        {
            get
            {
                lock (_written)
                    return System.Text.Encoding.UTF8.GetString(_written.ToArray());
            }
        }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (!HasRoom)
                _full.Write(buffer);
            lock (_written)
                _written.Write(buffer);
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            _full.Dispose();
            base.Dispose(disposing);
        }
    }

    /// <summary>Writes to a pipe that nobody reads.</summary>
    private sealed class PipeSink : ISink
    {
        private readonly AnonymousPipeServerStream _pipe = new(PipeDirection.Out);
        private readonly FileStream _stream;

        public PipeSink()
        {
            _pipe.DisposeLocalCopyOfClientHandle();
            _stream = new FileStream(new SafeFileHandle(_pipe.SafePipeHandle.DangerousGetHandle(), ownsHandle: false), FileAccess.Write, bufferSize: 0);
        }

        public string Name => "pipe";

        public void Write(Decision decision, ReadOnlySpan<RuleEvent> events) => _stream.Write("line"u8);

        public void Dispose()
        {
            _stream.Dispose();
            _pipe.Dispose();
        }
    }

    private sealed class RecordingSink : ISink
    {
        private readonly ConcurrentQueue<long> _numbers = new();
        private readonly ConcurrentQueue<int> _events = new();

        public string Name => "recording";

        public Action? Before { get; init; }

        public Action? Beginning { get; init; }

        public Action? Ending { get; init; }

        public AutoResetEvent? Recovered { get; init; }

        public IReadOnlyCollection<long> Numbers => [.. _numbers];

        public IReadOnlyCollection<int> Events => [.. _events];

        public bool HasBegun { get; private set; }

        public bool IsDisposed { get; private set; }

        public void Begin()
        {
            Beginning?.Invoke();
            HasBegun = true;
        }

        public void Write(Decision decision, ReadOnlySpan<RuleEvent> events)
        {
            Before?.Invoke();
            foreach (var one in events)
                _events.Enqueue(one.Rule);
            _numbers.Enqueue(decision.Number);
        }

        public void Dispose()
        {
            Ending?.Invoke();
            IsDisposed = true;
        }
    }

    /// <summary>Sees class 0 in each frame, and takes its time while it may not pass.</summary>
    private sealed class SlowScorer : IFrameScorer
    {
        private readonly float[] _scores = [1];

        public ManualResetEventSlim Pass { get; } = new(true);

        public ManualResetEventSlim IsLooking { get; } = new();

        public int ClassCount => 1;

        public ReadOnlySpan<float> Score(Frame frame)
        {
            if (!Pass.IsSet)
                IsLooking.Set();
            Pass.Wait();
            return _scores;
        }

        public void Dispose()
        {
            Pass.Dispose();
            IsLooking.Dispose();
        }
    }
}
