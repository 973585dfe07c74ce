using System.Globalization;
using System.Text;
using EdgeConv.Host.Configuration;
using EdgeConv.Host.Decisions;
using EdgeConv.Vision.CameraCheck;

namespace EdgeConv.Host.Sinks;

/// <summary>A line for people: <c>14:03:07.12  person 0.93, dog 0.04</c>, and one for each rule that began or ceased to hold. Nothing is allocated per line.</summary>
/// <param name="output">Where lines go.</param>
/// <param name="names">What classes and rules are called.</param>
/// <param name="pace">Which decisions get a line.</param>
internal sealed class TextSink(Stream output, DecisionNames names, DecisionPace pace) : ISink
{
    private readonly ChangeFilter _filter = new(pace);
    private byte[] _line = new byte[1024];
    private int _length;
    private int _picture = -1;

    /// <inheritdoc/>
    public string Name => "text";

    /// <inheritdoc/>
    public void Write(Decision decision, ReadOnlySpan<RuleEvent> events)
    {
        foreach (ref readonly var one in events)
        {
            Begin(one.At);
            Add(names.Rules[one.Rule]);
            Add(one.IsActive ? " begins, " : " ends, ");
            Add(one.Score);
            End();
        }

        if (decision.Picture.Class != _picture)
        {
            _picture = decision.Picture.Class;
            Begin(decision.Time);
            Add("the picture is ");
            Add(CameraCheckModel.Labels[_picture]);
            End();
        }

        if (!_filter.Wants(decision, 0))
            return;
        Begin(decision.Time);
        if (decision.Guesses.IsEmpty)
            Add("nothing");
        var isFirst = true;
        foreach (var guess in decision.Guesses)
        {
            Add(isFirst ? "" : ", ");
            Add(names.Labels[guess.Class]);
            Add(" ");
            Add(guess.Score);
            isFirst = false;
        }

        End();
    }

    /// <inheritdoc/>
    public void Dispose() => output.Dispose();

    private void Begin(DateTimeOffset time)
    {
        _length = 0;
        Span<byte> stamp = stackalloc byte[16];
        time.ToLocalTime().TryFormat(stamp, out var written, "HH:mm:ss.ff", CultureInfo.InvariantCulture);
        Add(stamp[..written]);
        Add("  ");
    }

    private void Add(float score)
    {
        Span<byte> digits = stackalloc byte[32];
        score.TryFormat(digits, out var written, "0.00", CultureInfo.InvariantCulture);
        Add(digits[..written]);
    }

    private void Add(string text)
    {
        Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
        _length += Encoding.UTF8.GetBytes(text, _line.AsSpan(_length));
    }

    private void Add(ReadOnlySpan<byte> text)
    {
        Reserve(text.Length);
        text.CopyTo(_line.AsSpan(_length));
        _length += text.Length;
    }

    private void Reserve(int bytes)
    {
        if (_line.Length - _length < bytes)
            Array.Resize(ref _line, Math.Max(2 * _line.Length, _length + bytes));
    }

    private void End()
    {
        Add("\n"u8);
        output.Write(_line.AsSpan(0, _length));
        output.Flush();
    }
}
