namespace EdgeConv.Devices.Gpio;

/// <summary>Lines to be had for output.</summary>
public interface IOutputLines
{
    /// <summary>Takes a line, which is then ours until it is disposed of.</summary>
    /// <param name="name">Which.</param>
    /// <param name="isHigh">The level it has from the first.</param>
    /// <exception cref="LineException">There is no such line, somebody else has it, or the current user may not use it.</exception>
    IOutputLine Take(OutputLineName name, bool isHigh);
}
