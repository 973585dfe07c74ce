using EdgeConv.Devices.Cameras.Streams;
using EdgeConv.Host.Decisions;
using EdgeConv.Host.Failures;
using EdgeConv.Host.Files;
using EdgeConv.Host.Running;
using EdgeConv.Planning;
using EdgeConv.Tests.Devices;
using EdgeConv.Tests.Vision;
using EdgeConv.Vision.Classification;
using EdgeConv.Vision.Encoding;

namespace EdgeConv.Tests.Host.Running;

/// <summary>From the bytes in a pipe to decisions, with all that is between.</summary>
public sealed class StreamRunTests : IDisposable
{
    private static readonly CaptureTimes Hasty = new(Stall: TimeSpan.FromMinutes(1), FirstWait: TimeSpan.FromMilliseconds(1), LongestWait: TimeSpan.FromMilliseconds(4));

    private readonly Workshop _shop = new();
    private readonly Workplace _place = new();
    private readonly Notebook _journal = new();
    private readonly CaptureCounters _captured = new();
    private readonly JudgeCounters _judged = new();

    public void Dispose()
    {
        _shop.Dispose();
        _place.Dispose();
    }

    [Fact]
    public void Damaged_pictures_are_told_once_and_the_next_sound_one_counts()
    {
        using var encoder = new JpegEncoder();
        var sound = encoder.Encode(Pictures.Random(64, 48, 1)).ToArray();
        // The one looks whole and cannot be decoded, the other breaks off.
        byte[] torn = [.. sound[..(sound.Length / 2)], 0xFF, 0xD9];
        var cut = sound[..^20];
        Run(StreamKind.Mjpeg, writer =>
        {
            byte[][] pictures = [sound, torn, torn, torn, [.. cut, .. sound], sound];
            for (var i = 0; i < pictures.Length; i++)
            {
                writer.Write(pictures[i]);
                Until(() => _judged.Judged + _judged.Refused == i + 1);
            }
        });
        Assert.Equal((6, 1, 0), (_captured.Captured, _captured.Damaged, _captured.Lost));
        Assert.Equal((3, 3), (_judged.Judged, _judged.Refused));
        Assert.Equal(2, _journal.Lines.Count);
        Assert.StartsWith("warning: model: JPEG: the frame is cut short or damaged; libturbojpeg says ", _journal.Lines[0], StringComparison.Ordinal);
        Assert.StartsWith("note: model: frames can be looked at again, after ", _journal.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_pipe_that_pauses_within_a_frame_goes_on_where_it_was()
    {
        Run(StreamKind.Y4m, writer =>
        {
            writer.Write("YUV4MPEG2 W8 H8\nFRAME\n"u8);
            writer.Write(new byte[50]);
            Until(() => _journal.Lines.Count == 1);
            writer.Write(new byte[46]);
            Until(() => _judged.Judged == 1);
            writer.Write("FRAME\n"u8);
            writer.Write(new byte[96]);
            Until(() => _judged.Judged == 2);
        }, Hasty with { Stall = TimeSpan.FromMilliseconds(60) });
        Assert.Equal((2, 0, 1), (_captured.Captured, _captured.Lost, _captured.Opened));
        Assert.Equal($"warning: camera: {_shop.At("pipe")} gave no frame for 0.1 s; waiting", _journal.Lines[0]);
        Assert.StartsWith($"note: camera: {_shop.At("pipe")} gives frames again, after ", _journal.Lines[1], StringComparison.Ordinal);
        Assert.Equal(2, _journal.Lines.Count);
    }

    private void Run(StreamKind kind, Action<Stream> write, CaptureTimes? times = null) => Bounded.Run(() =>
    {
        times ??= Hasty;
        var path = _shop.Fifo("pipe");
        using var plan = Planner.Plan(ModelFile.Load(_place.Model));
        using var scorer = new ClassifierScorer(new ImageClassifier(plan));
        using var box = new FrameMailbox();
        using var stop = new CancellationTokenSource();
        var loop = new CaptureLoop(new StreamSource(path, kind), box, _captured, new Condition("camera", _journal, TimeProvider.System), _journal, times);
        var options = new JudgeOptions(1, 0, 1, []) { BlindAfter = times.Stall };
        var judge = new Judge(box, scorer, options, _judged, new Condition("model", _journal, TimeProvider.System), new Deaf());
        Thread[] threads = [new(() => loop.Run(stop.Token)) { IsBackground = true }, new(() => judge.Run(stop.Token)) { IsBackground = true }];
        foreach (var thread in threads)
            thread.Start();
        using (var writer = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0))
        {
            try
            {
                write(writer);
            }
            finally
            {
                // Before the pipe ends, which would be one more thing to tell.
                stop.Cancel();
                foreach (var thread in threads)
                    thread.Join();
            }
        }
    });

    private void Until(Func<bool> isSo)
    {
        for (var i = 0; !isSo(); i++)
        {
            Assert.True(i < 12_000, $"captured {_captured.Captured}, damaged {_captured.Damaged}, judged {_judged.Judged}, refused {_judged.Refused}; {string.Join(" / ", _journal.Lines)}");
            Thread.Sleep(5);
        }
    }

    private sealed class Deaf : IDecisionAudience
    {
        public void Tell(Decision decision, ReadOnlySpan<RuleEvent> events)
        {
        }
    }
}
