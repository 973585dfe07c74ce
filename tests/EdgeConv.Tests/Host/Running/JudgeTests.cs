using System.Collections.Concurrent;
using EdgeConv.Host.Decisions;
using EdgeConv.Host.Failures;
using EdgeConv.Host.Running;
using EdgeConv.Vision.Frames;
using static EdgeConv.Tests.Awaiting;

namespace EdgeConv.Tests.Host.Running;

public class JudgeTests
{
    private static readonly JudgeOptions Options = new(Top: 2, Threshold: 0.1f, SmoothedFrames: 1, [new RuleTerms([1], 0.5f, 2, 0.3f, TimeSpan.FromMilliseconds(50))])
    {
        BlindAfter = TimeSpan.FromHours(1),
    };

    /// <summary>A rule that one frame begins, as before a second one nothing may be seen any more, and that is over soon after there are none.</summary>
    private static readonly JudgeOptions ShortSighted = Options with
    {
        Rules = [new RuleTerms([1], 0.5f, 1, 0.3f, TimeSpan.FromMilliseconds(50))],
        BlindAfter = TimeSpan.FromMilliseconds(100),
    };

    private readonly Notebook _journal = new();
    private readonly JudgeCounters _counters = new();
    private readonly Audience _audience = new();

    [Fact]
    public void Frames_become_decisions_and_events() => Bounded.Run(() =>
    {
        using var box = new FrameMailbox();
        var judge = Start(box, new BrightnessScorer());
        foreach (var level in new byte[] { 0, 255, 255, 255, 0 })
            PostAndWait(box, level);
        // The rule holds on for a while, and ends with a frame that comes after that.
        var frames = 5;
        for (; _audience.Events.Count < 2; frames++)
        {
            Pause(10);
            PostAndWait(box, 0);
        }

        box.Close();
        judge.Join();
        Assert.Equal([0, 1, 1, 1, 0], _audience.Best.Take(5));
        Assert.Equal([true, false], _audience.Events.Select(one => one.IsActive));
        Assert.Equal((frames, 0), (_counters.Judged, _counters.Refused));
        Assert.Equal(frames, _counters.Latency.Count);
    });

    [Fact]
    public void A_frame_that_cannot_be_looked_at_is_told_once_and_the_next_one_counts() => Bounded.Run(() =>
    {
        using var box = new FrameMailbox();
        var judge = Start(box, new BrightnessScorer());
        for (var i = 0; i < 3; i++)
            PostAndWait(box, 13);
        PostAndWait(box, 255);
        box.Close();
        judge.Join();
        Assert.Equal((1, 3), (_counters.Judged, _counters.Refused));
        Assert.Equal("warning: model: 13 is bad luck", _journal.Lines[0]);
        Assert.Equal(2, _journal.Lines.Count);
    });

    [Fact]
    public void A_rule_ends_although_no_frames_come_any_more() => Bounded.Run(() =>
    {
        using var box = new FrameMailbox();
        var judge = Start(box, new BrightnessScorer(), ShortSighted);
        PostAndWait(box, 255);
        Until(() => _audience.Events.Count >= 2);
        Assert.Equal([true, false], _audience.Events.Select(one => one.IsActive));
        box.Close();
        judge.Join();
    });

    [Fact]
    public void A_rule_ends_although_frames_come_that_cannot_be_looked_at() => Bounded.Run(() =>
    {
        using var box = new FrameMailbox();
        var judge = Start(box, new BrightnessScorer(), ShortSighted);
        PostAndWait(box, 255);
        while (_audience.Events.Count < 2)
        {
            PostAndWait(box, 13);
            Pause(10);
        }

        Assert.Equal([true, false], _audience.Events.Select(one => one.IsActive));
        Assert.Equal(-1, _audience.Best.Last());
        box.Close();
        judge.Join();
    });

    [Fact]
    public void That_nothing_is_seen_any_more_is_told_once() => Bounded.Run(() =>
    {
        using var box = new FrameMailbox();
        var thread = Start(box, new BrightnessScorer(), Options with { BlindAfter = TimeSpan.FromMilliseconds(150), Rules = [] });
        PostAndWait(box, 255);
        Until(() => _audience.Blind.SkipWhile(isBlind => isBlind).Contains(true));
        // Several looks at the time.
        Pause(400);
        PostAndWait(box, 255);
        Until(() => _audience.Blind.Count(isBlind => !isBlind) == 2);
        box.Close();
        thread.Join();
        var blind = _audience.Blind.ToArray();
        var seen = Array.IndexOf(blind, false);
        Assert.Equal([false, true, false], blind.Skip(seen).Take(3));
        Assert.Equal([1, -1, 1], _audience.Best.Skip(seen).Take(3));
    });

    [Fact]
    public void After_a_gap_neither_means_nor_counts_go_on() => Bounded.Run(() =>
    {
        using var box = new FrameMailbox();
        var terms = new RuleTerms([1], 0.5f, 2, 0.5f, TimeSpan.Zero);
        var options = Options with { Rules = [terms], SmoothedFrames = 3, BlindAfter = TimeSpan.FromMilliseconds(400) };
        var thread = Start(box, new BrightnessScorer(), options);
        // One frame is not enough to begin, and would be if it were counted beside the first behind the gap.
        PostAndWait(box, 255);
        WaitForBlindness(1);
        PostAndWait(box, 255);
        WaitForBlindness(2);
        // With bright frames of long ago in its mean this one would be bright, too.
        PostAndWait(box, 0);
        box.Close();
        thread.Join();
        Assert.Empty(_audience.Events);
        Assert.Equal(0, _audience.Best.Last(best => best >= 0));

        void WaitForBlindness(int frames) => Until(() => _audience.Blind.Count(blind => !blind) >= frames && _audience.Blind.Last());
    });

    [Fact]
    public void Frames_allocate_nothing() => Bounded.Run(() =>
    {
        using var box = new FrameMailbox();
        var scorer = new BrightnessScorer();
        var thread = new Thread(() => new Judge(box, scorer, Options, _counters, new Condition("model", _journal, TimeProvider.System), new Deaf()).Run(CancellationToken.None)) { IsBackground = true };
        thread.Start();
        for (var i = 0; i < 100; i++)
            PostAndWait(box, 100);
        var allocated = new long[5];
        for (var batch = 0; batch < allocated.Length; batch++)
        {
            scorer.AllocatedBefore = null;
            for (var i = 0; i < 500; i++)
                PostAndWait(box, 100);
            allocated[batch] = scorer.Allocated;
        }

        box.Close();
        thread.Join();

        // Once in its life a lock allocates what threads wait with: when two first meet.
        Assert.True(allocated.Count(bytes => bytes != 0) <= 1, string.Join(", ", allocated));
    });

    private Thread Start(FrameMailbox box, IFrameScorer scorer, JudgeOptions? options = null)
    {
        var thread = new Thread(() => new Judge(box, scorer, options ?? Options, _counters, new Condition("model", _journal, TimeProvider.System), _audience).Run(CancellationToken.None)) { IsBackground = true };
        thread.Start();
        return thread;
    }

    private void PostAndWait(FrameMailbox box, byte level)
    {
        var seen = _counters.Judged + _counters.Refused;
        var frame = box.Writing(16);
        frame.Memory[..16].Fill(level);
        frame.Set(ScriptedCamera.FramesAre, 16, seen, MonotonicClock.Now);
        box.Post();
        while (_counters.Judged + _counters.Refused == seen)
            Yield(Bounded.TimeIsOver);
    }

    [Fact]
    public void A_slow_camera_ends_no_rule_between_two_frames() => Bounded.Run(() =>
    {
        using var box = new FrameMailbox();
        var terms = new RuleTerms([1], 0.5f, 1, 0.5f, TimeSpan.Zero);
        var thread = Start(box, new BrightnessScorer(), Options with { Rules = [terms] });
        for (var i = 0; i < 3; i++)
        {
            PostAndWait(box, 255);
            // Longer than the judge waits for a frame before it looks at the time.
            Pause(250);
        }

        box.Close();
        thread.Join();
        Assert.True(Assert.Single(_audience.Events).IsActive);
    });

    [Fact]
    public void A_jump_of_the_systems_clock_begins_and_ends_no_rule() => Bounded.Run(() =>
    {
        using var box = new FrameMailbox();
        var clock = new JumpingClock();
        var terms = new RuleTerms([1], 0.5f, 2, 0.3f, TimeSpan.FromMinutes(10));
        var judge = new Judge(box, new BrightnessScorer(), Options with { Rules = [terms] }, _counters, new Condition("model", _journal, TimeProvider.System), _audience, time: clock);
        var thread = new Thread(() => judge.Run(CancellationToken.None)) { IsBackground = true };
        thread.Start();
        PostAndWait(box, 255);
        clock.Now = DateTimeOffset.UnixEpoch;
        PostAndWait(box, 255);
        clock.Now = DateTimeOffset.UnixEpoch.AddYears(80);
        PostAndWait(box, 0);
        clock.Now = DateTimeOffset.UnixEpoch.AddYears(40);
        PostAndWait(box, 0);
        box.Close();
        thread.Join();
        var begun = Assert.Single(_audience.Events);
        Assert.Equal((true, DateTimeOffset.UnixEpoch), (begun.IsActive, begun.At));
        Assert.InRange(_counters.Latency.Percentile(1), 0, 60e9);
    });

    [Fact]
    public void No_decision_waits_for_the_check_of_the_picture() => Bounded.Run(() =>
    {
        using var box = new FrameMailbox();
        using var told = new ManualResetEventSlim();
        var wasTold = false;
        _audience.Told = told.Set;
        using var check = new PictureCheck(new WaitingScorer(() => wasTold = told.Wait(TimeSpan.FromSeconds(30))), new Condition("picture", _journal, TimeProvider.System), TimeSpan.FromHours(1));
        var thread = new Thread(() => new Judge(box, new BrightnessScorer(), Options, _counters, new Condition("model", _journal, TimeProvider.System), _audience, check).Run(CancellationToken.None)) { IsBackground = true };
        thread.Start();
        PostAndWait(box, 255);
        box.Close();
        thread.Join();
        Assert.True(wasTold);
    });

    /// <summary>Looks at a frame when something has happened.</summary>
    private sealed class WaitingScorer(Action wait) : IFrameScorer
    {
        public int ClassCount => 5;

        public ReadOnlySpan<float> Score(Frame frame)
        {
            wait();
            return [1f, 0, 0, 0, 0];
        }

        public void Dispose()
        {
        }
    }

    private sealed class JumpingClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch.AddYears(56);

        public override DateTimeOffset GetUtcNow() => Now;
    }

    private sealed class Audience : IDecisionAudience
    {
        private readonly ConcurrentQueue<int> _best = new();
        private readonly ConcurrentQueue<RuleEvent> _events = new();
        private readonly ConcurrentQueue<bool> _blind = new();

        public IReadOnlyCollection<bool> Blind => [.. _blind];

        public IReadOnlyCollection<int> Best => [.. _best];

        public Action Told { get; set; } = () => { };

        public IReadOnlyCollection<RuleEvent> Events => [.. _events];

        public void Tell(Decision decision, ReadOnlySpan<RuleEvent> events)
        {
            _best.Enqueue(decision.Guesses is [var first, ..] ? first.Class : -1);
            _blind.Enqueue(decision.IsBlind);
            foreach (var one in events)
                _events.Enqueue(one);
            Told();
        }
    }

    private sealed class Deaf : IDecisionAudience
    {
        public void Tell(Decision decision, ReadOnlySpan<RuleEvent> events)
        {
        }
    }

    /// <summary>Class 1 is bright, class 0 dark; measures what its thread allocates between two frames.</summary>
    private sealed class BrightnessScorer : IFrameScorer
    {
        private readonly float[] _scores = new float[2];

        public int ClassCount => 2;

        public long? AllocatedBefore { get; set; }

        public long Allocated { get; private set; }

        public ReadOnlySpan<float> Score(Frame frame)
        {
            var now = GC.GetAllocatedBytesForCurrentThread();
            AllocatedBefore ??= now;
            Allocated = now - AllocatedBefore.Value;
            var level = frame.Bytes[0];
            if (level == 13)
                throw new FrameException("13 is bad luck");
            _scores[1] = level / 255f;
            _scores[0] = 1 - _scores[1];
            return _scores;
        }

        public void Dispose()
        {
        }
    }
}
