namespace EdgeConv.Devices.Gpio;

/// <summary>A line of a GPIO chip.</summary>
/// <param name="Number">Its number on the chip; on a Raspberry Pi the BCM number: 17 is pin 11 of the header.</param>
/// <param name="Chip">The chip's number, as in <c>/dev/gpiochip4</c>; null: the one with the board's header.</param>
public readonly record struct OutputLineName(int Number, int? Chip)
{
    /// <summary>As messages name it: <c>line 17</c>, <c>line 17 of gpiochip4</c>.</summary>
    public override string ToString() => Chip is { } chip ? $"line {Number} of gpiochip{chip}" : $"line {Number}";
}
