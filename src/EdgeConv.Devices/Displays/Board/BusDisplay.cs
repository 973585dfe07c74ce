using System.Device.I2c;
using Iot.Device.CharacterLcd;
using Iot.Device.Ssd13xx;

namespace EdgeConv.Devices.Displays.Board;

/// <summary>Opens displays through Iot.Device.Bindings.</summary>
internal static class BusDisplay
{
    /// <exception cref="DisplayException">Nothing answers there, or the current user may not use the bus.</exception>
    public static ITextDisplay Open(DisplayPlace place)
    {
        I2cDevice? device = null;
        try
        {
            device = I2cDevice.Create(new I2cConnectionSettings(place.Bus, place.Address));
            return place.Model switch
            {
                DisplayModel.Lcd1602 => new CharacterDisplay(new Lcd1602(device, uses8Bit: false), place),
                DisplayModel.Lcd2004 => new CharacterDisplay(new Lcd2004(device, uses8Bit: false), place),
                DisplayModel.Oled128x32 => new DotDisplay(new Ssd1306(device, 128, 32), place),
                _ => new DotDisplay(new Ssd1306(device, 128, 64), place),
            };
        }
        catch (Exception problem) when (IsAboutTheBus(problem))
        {
            device?.Dispose();
            throw Failure(place, problem);
        }
    }

    /// <summary>Whether an exception of the libraries tells of the bus or of what is on it.</summary>
    public static bool IsAboutTheBus(Exception problem) => problem is IOException or UnauthorizedAccessException or InvalidOperationException or PlatformNotSupportedException;

    /// <summary>The same as a sentence that helps.</summary>
    public static DisplayException Failure(DisplayPlace place, Exception problem) => new(
        $"no display answers at address 0x{place.Address:X2} of /dev/i2c-{place.Bus}: {problem.Message} Is I2C switched on (sudo raspi-config nonint do_i2c 0), may the user use it (group i2c), and does `i2cdetect -y {place.Bus}` show the address?",
        problem);
}
