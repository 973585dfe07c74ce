namespace EdgeConv.Devices.Gpio;

/// <summary>The lines of the computer the program was built for.</summary>
public static class OutputLines
{
    /// <summary>Whether they are real: in builds for boards (<c>-r linux-arm64</c>, <c>-r linux-arm</c> or <c>-p:BoardDevices=true</c>).</summary>
    public static bool AreReal =>
#if BOARD_DEVICES
        true;
#else
        false;
#endif

    /// <summary>Makes them ready; nothing is taken yet.</summary>
    /// <param name="tell">Takes a sentence each time the level of a simulated line changes.</param>
    public static IOutputLines Open(Action<string> tell) =>
#if BOARD_DEVICES
        new Board.ControllerLines();
#else
        new SimulatedLines(tell);
#endif
}
