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
    private readonly LineOutput _output = new(output);
    private byte[] _lines = new byte[1024];
    private int _length;

    /// <inheritdoc/>
    public string Name => "text";

    /// <inheritdoc/>
    public void Write(Decision decision, ReadOnlySpan<RuleEvent> events)
    {
        // Written at once: of lines that get through by halves the first would come again.
        _length = 0;
        foreach (ref readonly var one in events)
        {
            Begin(one.At);
            Add(names.Rules[one.Rule]);
            Add(one.IsActive ? " begins, " : " ends, ");
            Add(one.Score);
            Add("\n"u8);
        }

        if (decision.Picture.Class >= 0 && _filter.IsAnotherPicture(decision))
        {
            Begin(decision.Time);
            Add("the picture is ");
            Add(CameraCheckModel.Labels[decision.Picture.Class]);
            Add("\n"u8);
        }

        if (_filter.WantsGuesses(decision))
            AddGuesses(decision);
        if (_length == 0)
            return;
        _output.Write(_lines.AsSpan(0, _length));
        _filter.Told(decision);
    }

    /// <inheritdoc/>
    public void Dispose() => _output.Dispose();

    private void AddGuesses(Decision decision)
    {
        Begin(decision.Time);
        if (decision.Guesses.IsEmpty)
            Add(decision.IsBlind ? "no frames" : "nothing");
        var isFirst = true;
        foreach (var guess in decision.Guesses)
        {
            Add(isFirst ? "" : ", ");
            Add(names.Labels[guess.Class]);
            Add(" ");
            Add(guess.Score);
            isFirst = false;
        }

        Add("\n"u8);
    }

    private void Begin(DateTimeOffset time)
    {
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
        _length += Encoding.UTF8.GetBytes(text, _lines.AsSpan(_length));
    }

    private void Add(ReadOnlySpan<byte> text)
    {
        Reserve(text.Length);
        text.CopyTo(_lines.AsSpan(_length));
        _length += text.Length;
    }

    private void Reserve(int bytes)
    {
        if (_lines.Length - _length < bytes)
            Array.Resize(ref _lines, Math.Max(2 * _lines.Length, _length + bytes));
    }
}
