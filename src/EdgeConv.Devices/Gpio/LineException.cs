namespace EdgeConv.Devices.Gpio;

/// <summary>A line cannot be had or switched; the message names it, and says why and what helps.</summary>
/// <param name="message">A sentence.</param>
/// <param name="cause">What the driver threw, if it did.</param>
public sealed class LineException(string message, Exception? cause = null) : IOException(message, cause);
