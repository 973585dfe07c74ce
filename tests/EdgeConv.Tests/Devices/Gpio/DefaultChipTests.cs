using EdgeConv.Devices.Gpio;

namespace EdgeConv.Tests.Devices.Gpio;

public class DefaultChipTests
{
    [Fact]
    public void The_pin_controller_is_found_whatever_its_number() =>
        Assert.Equal(4, DefaultChip.Find([Chip(0, "brcmvirt-gpio", 8), Chip(3, "gpio-brcmstb@107d517c20", 32), Chip(4, "pinctrl-rp1", 54)]));

    [Fact]
    public void Without_one_it_is_the_first_that_may_be_used() =>
        Assert.Equal(1, DefaultChip.Find([Chip(0, "", 0, "/dev/gpiochip0: no."), Chip(1, "sunxi", 32), Chip(2, "other", 64)]));

    [Fact]
    public void Where_there_is_none_or_none_may_be_used_it_says_so()
    {
        Assert.Contains("no GPIO chip", Assert.Throws<LineException>(() => DefaultChip.Find([])).Message, StringComparison.Ordinal);
        Assert.Equal("/dev/gpiochip0: no.", Assert.Throws<LineException>(() => DefaultChip.Find([Chip(0, "", 0, "/dev/gpiochip0: no.")])).Message);
    }

    private static GpioChipInfo Chip(int number, string label, int lines, string? problem = null) => new($"/dev/gpiochip{number}", $"gpiochip{number}", label, lines, problem);
}
