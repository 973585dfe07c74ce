using System.Buffers;
using System.Text.Json;
using EdgeConv.Host.Decisions;
using EdgeConv.Host.Sinks;
using EdgeConv.Vision.Frames;

namespace EdgeConv.Host.Web.Live;

/// <summary>Decisions for the live page: as JSON, some a second, while somebody watches; the newest is kept in any case.</summary>
/// <param name="latest">Keeps the newest.</param>
/// <param name="live">Who watches, and where JSON goes.</param>
/// <param name="names">What classes and rules are called.</param>
internal sealed class LiveSink(LatestDecision latest, LiveFeed live, DecisionNames names) : ISink
{
    private static readonly long Pause = MonotonicClock.Nanoseconds(TimeSpan.FromMilliseconds(100));

    private readonly ArrayBufferWriter<byte> _buffer = new(1024);
    private Utf8JsonWriter? _writer;
    private long _writtenAt = long.MinValue;

    /// <inheritdoc/>
    public string Name => "live";

    /// <inheritdoc/>
    public void Write(Decision decision, ReadOnlySpan<RuleEvent> events)
    {
        latest.Keep(decision);
        var now = MonotonicClock.Now;
        if (live.Viewers.Count == 0 || (events.IsEmpty && _writtenAt != long.MinValue && now - _writtenAt < Pause))
            return;
        _writtenAt = now;
        _buffer.ResetWrittenCount();
        _writer ??= new Utf8JsonWriter(_buffer);
        _writer.Reset();
        DecisionJson.Write(_writer, decision, events, names);
        _writer.Flush();
        live.Decisions.Publish(_buffer.WrittenSpan);
    }

    /// <inheritdoc/>
    public void Dispose() => _writer?.Dispose();
}
