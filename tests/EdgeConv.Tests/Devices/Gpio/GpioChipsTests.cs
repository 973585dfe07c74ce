using EdgeConv.Devices.Gpio;

namespace EdgeConv.Tests.Devices.Gpio;

public sealed class GpioChipsTests : IDisposable
{
    private readonly Workshop _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public void Files_that_are_no_chips_are_told_in_order_of_their_numbers()
    {
        foreach (var name in new[] { "gpiochip10", "gpiochip9", "gpiochip", "gpiochipx", "gpio" })
            _shop.Write(name, []);
        Assert.Equal([$"{_shop.At("gpiochip9")}: this is no GPIO chip.", $"{_shop.At("gpiochip10")}: this is no GPIO chip."], GpioChips.List(_shop.Folder).Select(chip => chip.Problem));
    }

    [Fact]
    public void A_computer_without_any_has_none() => Assert.Empty(GpioChips.List(_shop.At("nothing")));
}
