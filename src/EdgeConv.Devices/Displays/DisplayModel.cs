namespace EdgeConv.Devices.Displays;

/// <summary>Displays that are known.</summary>
public enum DisplayModel
{
    /// <summary>Two rows of 16 characters (HD44780 behind a PCF8574).</summary>
    Lcd1602,

    /// <summary>Four rows of 20 characters (HD44780 behind a PCF8574).</summary>
    Lcd2004,

    /// <summary>128x32 dots (SSD1306): four rows of 21 characters.</summary>
    Oled128x32,

    /// <summary>128x64 dots (SSD1306): eight rows of 21 characters.</summary>
    Oled128x64,
}
