namespace EdgeConv.Devices.Gpio;

/// <summary>A line that is ours to switch. Disposing of it gives it back to the system, in the level it has.</summary>
public interface IOutputLine : IDisposable
{
    /// <summary>Sets its level.</summary>
    /// <param name="isHigh">High is the board's logic voltage, low is ground.</param>
    /// <exception cref="LineException">It could not be set.</exception>
    void Switch(bool isHigh);
}
