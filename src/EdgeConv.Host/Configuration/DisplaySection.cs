using System.Globalization;
using EdgeConv.Devices.Displays;

namespace EdgeConv.Host.Configuration;

/// <summary>Reads the group <c>display</c> of a configuration.</summary>
internal static class DisplaySection
{
    /// <summary>Addresses that I2C leaves to devices.</summary>
    private const int FirstAddress = 0x08, LastAddress = 0x77;

    private const int LastBus = 255;

    /// <summary>Reads the settings; problems are noted.</summary>
    /// <returns>Null where there is no such group.</returns>
    public static DisplayPlace? Read(SettingsReader file)
    {
        if (!file.Has("display"))
            return null;
        var display = file.Section("display");
        if (!display.Has("model"))
            display.Refuse("model", "is missing: lcd1602, lcd2004, oled128x32 or oled128x64.");
        var model = display.Choice("model", DisplayModel.Lcd1602, ("lcd1602", DisplayModel.Lcd1602), ("lcd2004", DisplayModel.Lcd2004), ("oled128x32", DisplayModel.Oled128x32), ("oled128x64", DisplayModel.Oled128x64));
        var place = new DisplayPlace(model, display.Whole("bus", 1, 0, LastBus), AddressOf(display, DisplayPlace.UsualAddress(model)));
        display.RefuseOthers();
        return place;
    }

    private static int AddressOf(SettingsReader display, int usual)
    {
        if (display.Text("address") is not { } text)
            return usual;
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            && int.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var address) && address is >= FirstAddress and <= LastAddress)
            return address;
        display.Refuse("address", $"\"{text}\" is no address of a device: write it as `i2cdetect` shows it, from \"0x{FirstAddress:X2}\" to \"0x{LastAddress:X2}\".");
        return usual;
    }
}
