using System.Device.Gpio;
using System.Device.Gpio.Drivers;

namespace EdgeConv.Devices.Gpio.Board;

/// <summary>
/// A board's lines, through System.Device.Gpio and the kernel's character devices. The controller's own choice of driver is passed over on purpose: on older Raspberry Pis it
/// writes to the pin controller's registers, and takes lines away from whoever has them. Each line has its chip open for itself: one on a chip that was unplugged is had again from the chip
/// that is there then.
/// </summary>
internal sealed class ControllerLines : IOutputLines
{
    /// <inheritdoc/>
    public IOutputLine Take(OutputLineName name, bool isHigh)
    {
        var driver = DriverOf(name.Chip ?? DefaultChip.Find(GpioChips.List()));
        var controller = new GpioController(driver);
        try
        {
            Open(controller, driver, name.Number, isHigh ? PinValue.High : PinValue.Low);
            return new Line(controller, name);
        }
        catch (Exception problem) when (IsAboutTheLine(problem))
        {
            controller.Dispose();
            throw new LineException($"{name} cannot be had: {problem.Message} `gpioinfo` tells who uses it.", problem);
        }
    }

    /// <summary>
    /// Makes a line an output that has its level from the first. The driver for version 2 of libgpiod, asked for an output with a level, makes it a low one first and then sets the level, so that what
    /// is active low would be on for a moment. Asked for a line as it is, and then to write to it, which the controller passes on unchecked only for several lines at once, it does
    /// both in one call of the kernel.
    /// </summary>
    private static void Open(GpioController controller, GpioDriver driver, int number, PinValue level)
    {
        if (driver is not LibGpiodV2Driver)
        {
            controller.OpenPin(number, PinMode.Output, level);
            return;
        }

        controller.OpenPin(number);
        controller.Write([new PinValuePair(number, level)]);
    }

    private static bool IsAboutTheLine(Exception problem) => problem is IOException or InvalidOperationException or ArgumentException or UnauthorizedAccessException or NotSupportedException;

    /// <summary>libgpiod comes in two versions with different interfaces; a system has the one or the other.</summary>
    private static GpioDriver DriverOf(int chip)
    {
        try
        {
            return OfVersion2(chip) is { } driver ? driver : new LibGpiodDriver(chip);
        }
        catch (PlatformNotSupportedException problem)
        {
            throw new LineException("lines need libgpiod, which is not installed: sudo apt-get install libgpiod3 (Debian 12 and older: libgpiod2).", problem);
        }
        catch (Exception problem) when (IsAboutTheLine(problem))
        {
            throw new LineException($"/dev/gpiochip{chip} cannot be opened: {problem.Message}", problem);
        }
    }

    private static LibGpiodV2Driver? OfVersion2(int chip)
    {
        try
        {
            return new LibGpiodV2Driver(chip);
        }
        catch (Exception problem) when ((problem.InnerException ?? problem) is DllNotFoundException or TypeInitializationException)
        {
            return null;
        }
    }

    private sealed class Line(GpioController controller, OutputLineName name) : IOutputLine
    {
        public void Switch(bool isHigh)
        {
            try
            {
                controller.Write(name.Number, isHigh ? PinValue.High : PinValue.Low);
            }
            catch (Exception problem) when (IsAboutTheLine(problem))
            {
                throw new LineException($"{name} cannot be switched: {problem.Message}", problem);
            }
        }

        public void Dispose() => controller.Dispose();
    }
}
