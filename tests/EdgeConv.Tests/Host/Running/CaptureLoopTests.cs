using EdgeConv.Host.Failures;
using EdgeConv.Host.Running;
using static EdgeConv.Tests.Awaiting;
using static EdgeConv.Tests.Host.Running.ScriptedCamera.Step;

namespace EdgeConv.Tests.Host.Running;

public class CaptureLoopTests
{
    /// <summary>Opens soon again what is lost, and takes no pause of the machine for a stall.</summary>
    private static readonly CaptureTimes Hasty = new(Stall: TimeSpan.FromMinutes(1), FirstWait: TimeSpan.FromMilliseconds(1), LongestWait: TimeSpan.FromMilliseconds(4));

    private static readonly CaptureTimes Impatient = Hasty with { Stall = TimeSpan.FromMilliseconds(60) };

    private readonly Notebook _journal = new();
    private readonly CaptureCounters _counters = new();
    private string? _failure;

    [Fact]
    public void A_source_that_ends_is_played_once()
    {
        var source = new ScriptedCamera.Source(reopens: false, Frame, Frame, Damaged, Frame, End);
        Play(source);
        Assert.Equal((1, 1), (source.Opened, source.Closed));
        Assert.Equal((3, 0, 1), (_counters.Captured, _counters.Lost, _counters.Damaged));
        Assert.Empty(_journal.Lines);
        Assert.Null(_failure);
    }

    [Fact]
    public void A_source_that_is_played_once_ends_with_a_fault_and_is_not_played_again()
    {
        var source = new ScriptedCamera.Source(reopens: false, Frame, Unplug, Frame, End);
        Play(source);
        Assert.Equal((1, 1, 1), (source.Opened, source.Closed, _counters.Captured));
        Assert.Equal("scripted was unplugged", _failure);
        Assert.Empty(_journal.Lines);
    }

    [Fact]
    public void A_source_that_ends_before_its_first_whole_frame_has_failed()
    {
        Play(new ScriptedCamera.Source(reopens: false, Damaged, End));
        Assert.Equal("scripted: it ended before the first whole frame.", _failure);
    }

    [Fact]
    public void What_cannot_be_opened_for_good_is_not_tried_again()
    {
        var source = new ScriptedCamera.Source(reopens: false, Frame, End) { Refusals = 1, RefusesForGood = true };
        Play(source);
        Assert.Equal((1, "scripted is not there"), (source.Opened, _failure));
    }

    [Fact]
    public void Silence_that_opening_again_does_not_cure_is_told_once_and_waited_out()
    {
        // Each nothing takes 5 ms at least: together they are longer than a stall.
        var source = new ScriptedCamera.Source(reopens: true, [Frame, .. Enumerable.Repeat(Nothing, 60), Frame]) { SilenceIsLoss = false };
        PlayUntil(source, () => _counters.Captured == 2, Impatient);
        Assert.Equal((1, 1), (_counters.Opened, source.Closed));
        Assert.Equal("warning: camera: scripted gave no frame for 0.1 s; waiting", _journal.Lines[0]);
        Assert.StartsWith("note: camera: scripted gives frames again, after ", _journal.Lines[1], StringComparison.Ordinal);
        Assert.Equal(2, _journal.Lines.Count);
    }

    [Fact]
    public void A_camera_that_fails_when_it_was_asked_to_stop_is_no_problem()
    {
        PlayUntil(new ScriptedCamera.Source(reopens: true, Frame, UnplugWhenStopped), () => _counters.Captured == 1);
        Assert.Empty(_journal.Lines);
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(1, 5)]
    [InlineData(2, 6)]
    [InlineData(100, 300)]
    public void A_slow_camera_is_given_the_time_it_was_asked_to_take(int interval, int stall) =>
        Assert.Equal(TimeSpan.FromSeconds(stall), CaptureTimes.Default.For(TimeSpan.FromSeconds(interval)).Stall);

    [Fact]
    public void Frames_that_the_camera_counted_and_nobody_got_are_lost()
    {
        Play(new ScriptedCamera.Source(reopens: false, Frame, FrameAfterGap, Frame, End));
        Assert.Equal((3, 3), (_counters.Captured, _counters.Lost));
    }

    [Fact]
    public void A_damaged_frame_is_not_lost_too_but_those_dropped_beside_it_are()
    {
        Play(new ScriptedCamera.Source(reopens: false, Damaged, Frame, Damaged, Damaged, FrameAfterGap, Frame, End));
        Assert.Equal((3, 3, 3), (_counters.Captured, _counters.Lost, _counters.Damaged));
    }

    [Fact]
    public void What_is_to_be_known_of_a_camera_is_told_once()
    {
        var source = new ScriptedCamera.Source(reopens: true, Frame, Unplug, Frame, Unplug, Frame) { Remark = "scripted gives frames of 4x4" };
        PlayUntil(source, () => _counters.Captured == 3);
        Assert.Equal("note: camera: scripted gives frames of 4x4", Assert.Single(_journal.Lines, line => line.Contains("4x4", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_camera_that_is_not_there_is_tried_until_it_is()
    {
        var source = new ScriptedCamera.Source(reopens: false, Frame, End) { Refusals = 5 };
        Play(source);
        Assert.Equal(6, source.Opened);
        Assert.Equal(1, _counters.Opened);
        Assert.Equal("warning: camera: scripted is not there", _journal.Lines[0]);
        Assert.StartsWith("note: camera: scripted gives frames again, after ", _journal.Lines[1], StringComparison.Ordinal);
        Assert.Equal(2, _journal.Lines.Count);
    }

    [Fact]
    public void An_unplugged_camera_is_opened_again()
    {
        var source = new ScriptedCamera.Source(reopens: true, Frame, Unplug, Frame, Unplug, Frame);
        PlayUntil(source, () => _counters.Captured == 3);
        Assert.Equal(3, _counters.Opened);
        Assert.Equal(source.Opened, source.Closed);
        Assert.Equal("warning: camera: scripted was unplugged", _journal.Lines[0]);
    }

    [Fact]
    public void A_camera_that_gives_nothing_for_too_long_is_opened_again()
    {
        var source = new ScriptedCamera.Source(reopens: true, Frame);
        PlayUntil(source, () => _counters.Opened >= 3, Impatient);
        Assert.Equal("warning: camera: scripted gave no frame for 0.1 s; it is opened again", _journal.Lines[0]);
    }

    [Fact]
    public void A_camera_that_gives_only_damaged_frames_is_opened_again()
    {
        var source = new ScriptedCamera.Source(reopens: true, [.. Enumerable.Repeat(Damaged, 1_000_000)]);
        PlayUntil(source, () => _counters.Opened >= 2, Impatient);
        Assert.Equal("warning: camera: scripted gave only damaged frames for 0.1 s; it is opened again", _journal.Lines[0]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void It_stops_soon_when_asked_while_it_waits_for_a_frame_or_to_try_again_and_closes_the_box(int refusals) => Prompt.Within(TimeSpan.FromSeconds(1), () =>
    {
        var source = new ScriptedCamera.Source(reopens: true) { Refusals = refusals };
        return PlayUntil(source, () => source.Opened == 1, Hasty with { FirstWait = TimeSpan.FromMinutes(1), LongestWait = TimeSpan.FromMinutes(1) });
    });

    [Fact]
    public void Frames_allocate_nothing() => Bounded.Run(() =>
    {
        Allocated(10);
        Assert.Equal(Allocated(100), Allocated(10_100));

        long Allocated(int frames)
        {
            using var box = new FrameMailbox();
            var source = new ScriptedCamera.Source(reopens: false, [.. Enumerable.Repeat(Frame, frames), End]);
            var loop = new CaptureLoop(source, box, new CaptureCounters(), new Condition("camera", _journal, TimeProvider.System), _journal, Hasty);
            var before = GC.GetAllocatedBytesForCurrentThread();
            loop.Run(CancellationToken.None);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    });

    private void Play(ScriptedCamera.Source source) => PlayUntil(source, null);

    /// <returns>How long it took to stop, or to come to its end.</returns>
    private TimeSpan PlayUntil(ScriptedCamera.Source source, Func<bool>? isEnough, CaptureTimes? times = null)
    {
        var took = TimeSpan.Zero;
        Bounded.Run(() => took = PlayAndStop(source, isEnough, times ?? Hasty));
        return took;
    }

    private TimeSpan PlayAndStop(ScriptedCamera.Source source, Func<bool>? isEnough, CaptureTimes times)
    {
        using var box = new FrameMailbox();
        using var stop = new CancellationTokenSource();
        var loop = new CaptureLoop(source, box, _counters, new Condition("camera", _journal, TimeProvider.System), _journal, times);
        var thread = new Thread(() => loop.Run(stop.Token)) { IsBackground = true };
        thread.Start();
        if (isEnough is not null)
            Until(isEnough);
        var took = Prompt.Time(() =>
        {
            if (isEnough is not null)
                stop.Cancel();
            thread.Join();
        });
        Assert.True(box.IsClosed);
        _failure = loop.Failure;
        return took;
    }
}
