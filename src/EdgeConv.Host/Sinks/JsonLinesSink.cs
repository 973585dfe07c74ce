using System.Buffers;
using System.Text.Json;
using EdgeConv.Host.Configuration;
using EdgeConv.Host.Decisions;

namespace EdgeConv.Host.Sinks;

/// <summary>
/// A line of JSON a decision, for programs: <c>{"time":…,"frame":…,"latency_ms":…,"predictions":[{"index":…,"label":…,"score":…}],"picture":{"state":…,"score":…},"rules":[…],"events":[…]}</c>;
/// rules are the names of those that hold, picture is what the camera check says of the camera's, absent where it does not look. <c>"blind":true</c> where no frames come any more.
/// </summary>
/// <param name="output">Where lines go.</param>
/// <param name="names">What classes and rules are called.</param>
/// <param name="pace">Which decisions get a line.</param>
internal sealed class JsonLinesSink(Stream output, DecisionNames names, DecisionPace pace) : ISink
{
    private readonly ChangeFilter _filter = new(pace);
    private readonly LineOutput _output = new(output);
    private readonly ArrayBufferWriter<byte> _buffer = new(1024);
    private Utf8JsonWriter? _writer;

    /// <inheritdoc/>
    public string Name => "json";

    /// <inheritdoc/>
    public void Write(Decision decision, ReadOnlySpan<RuleEvent> events)
    {
        if (!_filter.Wants(decision, events.Length))
            return;
        _buffer.ResetWrittenCount();
        _writer ??= new Utf8JsonWriter(_buffer);
        _writer.Reset();
        DecisionJson.Write(_writer, decision, events, names);
        _writer.Flush();
        "\n"u8.CopyTo(_buffer.GetSpan(1));
        _buffer.Advance(1);
        _output.Write(_buffer.WrittenSpan);
        _filter.Told(decision);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _writer?.Dispose();
        _output.Dispose();
    }
}
