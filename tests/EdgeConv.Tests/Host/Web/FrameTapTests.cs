using EdgeConv.Host.Web.Live;
using EdgeConv.Vision.Frames;

namespace EdgeConv.Tests.Host.Web;

public class FrameTapTests
{
    private readonly Audience _viewers = new();

    [Fact]
    public void Without_viewers_no_frame_is_taken() => Bounded.Run(() =>
    {
        using var tap = new FrameTap(_viewers, TimeSpan.Zero);
        using var frame = Of(1);
        tap.See(frame);
        using (_viewers.Join())
        {
            using var seen = Of(2);
            tap.See(seen);
        }

        Assert.Equal(2, tap.Take()!.Sequence);
    });

    [Fact]
    public void The_newest_frame_is_taken_and_bytes_are_its_own() => Bounded.Run(() =>
    {
        using var tap = new FrameTap(_viewers, TimeSpan.Zero);
        using var seat = _viewers.Join();
        using var frame = Of(1);
        tap.See(frame);
        frame.Memory.Fill(77);
        frame.Set(frame.Format!, 64, 2, 0);
        tap.See(frame);
        frame.Memory.Clear();
        var taken = tap.Take()!;
        Assert.Equal(2, taken.Sequence);
        Assert.All(taken.Bytes.ToArray(), value => Assert.Equal(77, value));
    });

    [Fact]
    public void Frames_that_come_too_fast_are_passed_over() => Bounded.Run(() =>
    {
        using var tap = new FrameTap(_viewers, TimeSpan.FromHours(1));
        using var seat = _viewers.Join();
        using var first = Of(1);
        using var second = Of(2);
        tap.See(first);
        tap.See(second);
        Assert.Equal(1, tap.Take()!.Sequence);
    });

    [Fact]
    public void Showing_frames_allocates_nothing() => Bounded.Run(() =>
    {
        using var tap = new FrameTap(_viewers, TimeSpan.Zero);
        using var seat = _viewers.Join();
        using var frame = Of(1);
        for (var i = 0; i < 50; i++)
            Show();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            Show();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Show()
        {
            tap.See(frame);
            tap.Take();
        }
    });

    [Fact]
    public void A_closed_tap_lets_go_of_whoever_waits() => Bounded.Run(() =>
    {
        using var tap = new FrameTap(_viewers, TimeSpan.Zero);
        var waiting = new Thread(() => Assert.Null(tap.Take()));
        waiting.Start();
        tap.Close();
        waiting.Join();
    });

    [Fact]
    public void A_seat_is_left_once()
    {
        var (one, other) = (_viewers.Join(), _viewers.Join());
        one.Dispose();
        one.Dispose();
        Assert.Equal(1, _viewers.Count);
        other.Dispose();
        Assert.Equal(0, _viewers.Count);
    }

    private static Frame Of(long sequence)
    {
        var frame = new Frame(64);
        frame.Set(new FrameFormat(PixelFormat.Grey, 8, 8), 64, sequence, 0);
        return frame;
    }
}
