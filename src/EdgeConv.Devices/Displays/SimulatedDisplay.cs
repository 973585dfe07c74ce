namespace EdgeConv.Devices.Displays;

/// <summary>
/// A display for computers that have none: what its first row would show is told. Scores flutter and journals are kept: only what is new but for the number at its end is told, and no
/// more often than once a second; what came too soon is told with the next text, if it is still new then.
/// </summary>
/// <param name="tell">Takes a sentence.</param>
/// <param name="time">The clock.</param>
public sealed class SimulatedDisplay(Action<string> tell, TimeProvider time) : ITextDisplay
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private string? _told;
    private long _toldAt;

    /// <inheritdoc/>
    public void Show(int row, string text)
    {
        if (row != 0)
            return;
        var label = WithoutNumber(text);
        if (label.SequenceEqual(_told) || (_told is not null && time.GetElapsedTime(_toldAt) < Pause))
            return;
        (_told, _toldAt) = (label.ToString(), time.GetTimestamp());
        tell($"display: \"{text.TrimEnd()}\" (simulated: this build drives no display)");
    }

    /// <summary>Nothing is held.</summary>
    public void Dispose()
    {
    }

    /// <summary>The number is a score, 0.93; one that belongs to a label has no point in it.</summary>
    private static ReadOnlySpan<char> WithoutNumber(ReadOnlySpan<char> text)
    {
        var shown = text.TrimEnd();
        var rest = shown.TrimEnd("0123456789.");
        return shown[rest.Length..].Contains('.') && rest.EndsWith(' ') ? rest.TrimEnd() : shown;
    }
}
