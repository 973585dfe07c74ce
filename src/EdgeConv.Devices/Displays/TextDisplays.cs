namespace EdgeConv.Devices.Displays;

/// <summary>Displays of the computer the program was built for.</summary>
public static class TextDisplays
{
    /// <summary>Whether they are real: in builds for boards (<c>-r linux-arm64</c>, <c>-r linux-arm</c> or <c>-p:BoardDevices=true</c>).</summary>
    public static bool AreReal =>
#if BOARD_DEVICES
        true;
#else
        false;
#endif

    /// <summary>Opens a display, which is then clear.</summary>
    /// <param name="place">Which, and where it is.</param>
    /// <param name="tell">Takes a sentence when what the first row of a simulated display shows changes but for the score.</param>
    /// <exception cref="DisplayException">Nothing answers there, or the current user may not use the bus.</exception>
    public static ITextDisplay Open(DisplayPlace place, Action<string> tell) =>
#if BOARD_DEVICES
        Board.BusDisplay.Open(place);
#else
        new SimulatedDisplay(tell, TimeProvider.System);
#endif
}
