using Iot.Device.CharacterLcd;

namespace EdgeConv.Devices.Displays.Board;

/// <summary>A display with a set of letters of its own.</summary>
internal sealed class CharacterDisplay : ITextDisplay
{
    private readonly Hd44780 _display;
    private readonly DisplayPlace _place;

    /// <param name="display">Disposed of with this.</param>
    /// <param name="place">Where it is.</param>
    public CharacterDisplay(Hd44780 display, DisplayPlace place)
    {
        (_display, _place) = (display, place);
        display.Clear();
        display.BacklightOn = true;
    }

    /// <inheritdoc/>
    public void Show(int row, string text)
    {
        try
        {
            _display.SetCursorPosition(0, row);
            _display.Write(string.Concat(text.Select(letter => letter is >= ' ' and <= '~' ? letter : '?')));
        }
        catch (Exception problem) when (BusDisplay.IsAboutTheBus(problem))
        {
            throw BusDisplay.Failure(_place, problem);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _display.Dispose();
}
