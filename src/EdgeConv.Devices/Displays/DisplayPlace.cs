namespace EdgeConv.Devices.Displays;

/// <summary>A display on an I2C bus.</summary>
/// <param name="Model">Which it is.</param>
/// <param name="Bus">The bus's number, as in <c>/dev/i2c-1</c>, which is the one on a Raspberry Pi's header.</param>
/// <param name="Address">Its address on the bus.</param>
public sealed record DisplayPlace(DisplayModel Model, int Bus, int Address)
{
    /// <summary>Characters in a row.</summary>
    public int Columns => Model switch
    {
        DisplayModel.Lcd1602 => 16,
        DisplayModel.Lcd2004 => 20,
        _ => 128 / (SmallFont.Width + 1),
    };

    /// <summary>Rows of characters.</summary>
    public int Rows => Model switch
    {
        DisplayModel.Lcd1602 => 2,
        DisplayModel.Lcd2004 => 4,
        DisplayModel.Oled128x32 => 32 / (SmallFont.Height + 1),
        _ => 64 / (SmallFont.Height + 1),
    };

    /// <summary>The address such a display has when it is bought.</summary>
    public static int UsualAddress(DisplayModel model) => model is DisplayModel.Lcd1602 or DisplayModel.Lcd2004 ? 0x27 : 0x3C;
}
