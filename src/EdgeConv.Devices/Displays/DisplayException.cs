namespace EdgeConv.Devices.Displays;

/// <summary>A display cannot be used; the message says why and what helps.</summary>
/// <param name="message">A sentence.</param>
/// <param name="cause">What the driver threw, if it did.</param>
public sealed class DisplayException(string message, Exception? cause = null) : IOException(message, cause);
