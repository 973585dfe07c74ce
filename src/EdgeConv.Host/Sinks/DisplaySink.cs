using System.Globalization;
using EdgeConv.Devices.Displays;
using EdgeConv.Host.Configuration;
using EdgeConv.Host.Decisions;
using EdgeConv.Vision.CameraCheck;

namespace EdgeConv.Host.Sinks;

/// <summary>
/// Shows decisions on a display: the best class and its score; then the rules that hold, or what is wrong with the camera's picture; then other classes. A bus is slow and eyes are
/// slower: scores are renewed twice a second, another best class or an event at once, and only rows that change are sent.
/// </summary>
/// <param name="columns">Characters in a row.</param>
/// <param name="rows">Rows of characters.</param>
/// <param name="open">Opens the display: with the first decision, and again after a failure.</param>
/// <param name="names">What classes and rules are called.</param>
/// <param name="time">The clock.</param>
internal sealed class DisplaySink(int columns, int rows, Func<ITextDisplay> open, DecisionNames names, TimeProvider time) : ISink
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly ChangeFilter _filter = new(DecisionPace.Changes);
    private readonly string?[] _shown = new string?[rows];
    private ITextDisplay? _display;
    private long _shownAt;

    /// <inheritdoc/>
    public string Name => "display";

    /// <inheritdoc/>
    public void Write(Decision decision, ReadOnlySpan<RuleEvent> events)
    {
        if (!_filter.Wants(decision, events.Length) && _display is not null && time.GetElapsedTime(_shownAt) < Pause)
            return;
        _shownAt = time.GetTimestamp();
        try
        {
            _display ??= open();
            for (var row = 0; row < rows; row++)
                Show(row, Text(row, decision));
            _filter.Told(decision);
        }
        catch (DisplayException)
        {
            Close();
            throw;
        }
    }

    /// <summary>Leaves it empty: what it shows would be believed long after nobody looks any more.</summary>
    public void Dispose()
    {
        try
        {
            for (var row = 0; _display is not null && row < rows; row++)
                Show(row, Fitted(""));
        }
        catch (DisplayException)
        {
            // It was unplugged, and shows nothing anyway.
        }
        finally
        {
            Close();
        }
    }

    private void Close()
    {
        Array.Clear(_shown);
        var display = _display;
        _display = null;
        display?.Dispose();
    }

    private void Show(int row, string text)
    {
        if (text == _shown[row])
            return;
        _display!.Show(row, text);
        _shown[row] = text;
    }

    private string Text(int row, Decision decision) => row switch
    {
        0 => decision.Guesses.IsEmpty ? Fitted(decision.IsBlind ? "no frames" : "nothing") : Guess(decision.Guesses[0]),
        1 => Fitted(State(decision)),
        _ => row - 1 < decision.Guesses.Length ? Guess(decision.Guesses[row - 1]) : Fitted(""),
    };

    private string State(Decision decision)
    {
        var picture = decision.Picture.Class;
        if (picture > 0)
            return $"picture: {CameraCheckModel.Labels[picture]}";
        var held = new List<string>();
        for (var rule = 0; rule < names.Rules.Length; rule++)
        {
            if (decision.Active[rule])
                held.Add(names.Rules[rule]);
        }

        return string.Join(", ", held);
    }

    private string Guess(Guess guess)
    {
        var score = guess.Score.ToString(" 0.00", CultureInfo.InvariantCulture);
        return Fitted(names.Labels[guess.Class], columns - score.Length) + score;
    }

    private string Fitted(string text) => Fitted(text, columns);

    private static string Fitted(string text, int width) => (text.Length > width ? text[..width] : text).PadRight(width);
}
