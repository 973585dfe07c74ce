using System.Globalization;

namespace EdgeConv.Devices.Gpio;

/// <summary>Finds the chip whose lines go to a board's header.</summary>
internal static class DefaultChip
{
    /// <summary>
    /// The number of the pin controller's chip: on Raspberry Pis its label begins with <c>pinctrl-</c> (bcm2835, bcm2711, rp1), and its number changed from kernel to kernel
    /// (a Raspberry Pi 5 had it as gpiochip4, now gpiochip0). Elsewhere the first chip.
    /// </summary>
    /// <exception cref="LineException">There is no chip, or none that the current user may use.</exception>
    public static int Find(IReadOnlyList<GpioChipInfo> chips)
    {
        if (chips.Count == 0)
            throw new LineException("there is no GPIO chip on this computer (/dev/gpiochip0).");
        var usable = chips.Where(chip => chip.Problem is null).ToArray();
        if (usable.Length == 0)
            throw new LineException(chips[0].Problem!);
        var chosen = usable.Where(chip => chip.Label.StartsWith("pinctrl-", StringComparison.Ordinal)).OrderByDescending(chip => chip.Lines).FirstOrDefault() ?? usable[0];
        return int.Parse(chosen.Path.AsSpan(chosen.Path.LastIndexOfAnyExceptInRange('0', '9') + 1), CultureInfo.InvariantCulture);
    }
}
