using Iot.Device.Ssd13xx;
using Iot.Device.Ssd13xx.Commands;
using Iot.Device.Ssd13xx.Commands.Ssd1306Commands;

namespace EdgeConv.Devices.Displays.Board;

/// <summary>A display of dots, a row of letters on each of its pages of 8 lines of dots.</summary>
internal sealed class DotDisplay : ITextDisplay
{
    /// <summary>The drivers of some boards send no more than 32 bytes at once.</summary>
    private const int Chunk = 16;

    private readonly Ssd1306 _display;
    private readonly DisplayPlace _place;
    private readonly byte[] _dots = new byte[128];

    /// <param name="display">Disposed of with this.</param>
    /// <param name="place">Where it is.</param>
    public DotDisplay(Ssd1306 display, DisplayPlace place)
    {
        (_display, _place) = (display, place);
        if (place.Model == DisplayModel.Oled128x64)
        {
            // The library prepares the display for 32 lines of dots, whatever its height.
            display.SendCommand(new SetMultiplexRatio(63));
            display.SendCommand(new SetComPinsHardwareConfiguration(alternativeComPinConfiguration: true));
        }

        for (var row = 0; row < place.Rows; row++)
            Send(row);
    }

    /// <inheritdoc/>
    public void Show(int row, string text)
    {
        Array.Clear(_dots);
        for (var i = 0; i < Math.Min(text.Length, _place.Columns); i++)
            SmallFont.Of(text[i]).CopyTo(_dots.AsSpan(i * (SmallFont.Width + 1)));
        try
        {
            Send(row);
        }
        catch (Exception problem) when (BusDisplay.IsAboutTheBus(problem))
        {
            throw BusDisplay.Failure(_place, problem);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _display.Dispose();

    private void Send(int row)
    {
        _display.SendCommand(new SetColumnAddress());
        _display.SendCommand(new SetPageAddress((PageAddress)row, (PageAddress)row));
        for (var i = 0; i < _dots.Length; i += Chunk)
            _display.SendData(_dots.AsSpan(i, Chunk));
    }
}
