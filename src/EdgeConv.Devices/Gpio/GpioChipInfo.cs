namespace EdgeConv.Devices.Gpio;

/// <summary>A chip with lines that can be switched and read.</summary>
/// <param name="Path">Its device file, as in <c>/dev/gpiochip0</c>.</param>
/// <param name="Name">The kernel's name for it.</param>
/// <param name="Label">What it is, as in <c>pinctrl-rp1</c>.</param>
/// <param name="Lines">How many lines it has.</param>
/// <param name="Problem">Why nothing could be learnt of it, a sentence; null when all is well.</param>
public sealed record GpioChipInfo(string Path, string Name, string Label, int Lines, string? Problem);
