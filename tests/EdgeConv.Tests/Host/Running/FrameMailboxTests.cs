using System.Runtime.InteropServices;
using EdgeConv.Host.Running;
using EdgeConv.Vision.Frames;

namespace EdgeConv.Tests.Host.Running;

public class FrameMailboxTests
{
    private static readonly FrameFormat Format = new(PixelFormat.Grey, 8, 8);

    [Fact]
    public void The_newest_frame_wins_and_the_others_are_counted()
    {
        using var box = new FrameMailbox();
        for (var i = 0; i < 5; i++)
            Post(box, i);
        Assert.Equal(4, box.Take(TimeSpan.Zero)!.Sequence);
        Assert.Equal(4, box.Overwritten);
        Assert.Null(box.Take(TimeSpan.Zero));
    }

    [Fact]
    public void A_frame_that_is_read_stays_as_it_is_while_others_come()
    {
        using var box = new FrameMailbox();
        Post(box, 1);
        var taken = box.Take(TimeSpan.Zero)!;
        for (var i = 2; i < 9; i++)
            Post(box, i);
        Assert.Equal(1, taken.Sequence);
        Assert.Equal(1, MemoryMarshal.Read<long>(taken.Bytes));
        Assert.Equal(8, box.Take(TimeSpan.Zero)!.Sequence);
    }

    [Fact]
    public void What_was_posted_before_it_was_closed_can_be_taken()
    {
        using var box = new FrameMailbox();
        Post(box, 7);
        box.Close();
        Assert.True(box.IsClosed);
        Assert.Equal(7, box.Take(TimeSpan.FromSeconds(10))!.Sequence);
        Assert.Null(box.Take(TimeSpan.Zero));
    }

    [Fact]
    public void Two_threads_lose_nothing_but_what_was_overwritten_and_tear_no_frame() => Bounded.Run(() =>
    {
        const int Frames = 200_000;
        using var box = new FrameMailbox();
        var writer = new Thread(() =>
        {
            for (var i = 0; i < Frames; i++)
                Post(box, i);
            box.Close();
        });
        writer.IsBackground = true;
        writer.Start();
        long taken = 0, last = -1;
        while (true)
        {
            var isClosed = box.IsClosed;
            if (box.Take(TimeSpan.FromMilliseconds(10)) is not { } frame)
            {
                if (isClosed)
                    break;
                continue;
            }

            Assert.True(frame.Sequence > last);
            last = frame.Sequence;
            Assert.All(MemoryMarshal.Cast<byte, long>(frame.Bytes).ToArray(), value => Assert.Equal(frame.Sequence, value));
            taken++;
        }

        writer.Join();
        Assert.Equal(Frames - 1, last);
        Assert.Equal(Frames, taken + box.Overwritten);
    });

    private static void Post(FrameMailbox box, long number)
    {
        var frame = box.Writing(64);
        MemoryMarshal.Cast<byte, long>(frame.Memory[..64]).Fill(number);
        frame.Set(Format, 64, number, number);
        box.Post();
    }
}
