namespace EdgeConv.Devices.Interop;

/// <summary>Error numbers of Linux, the same on every architecture that EdgeConv runs on (asm-generic/errno.h).</summary>
internal static class Errno
{
    public const int NoPermission = 1;
    public const int NoEntry = 2;
    public const int Interrupted = 4;
    public const int InputOutput = 5;
    public const int NoDeviceOrAddress = 6;
    public const int TryAgain = 11;
    public const int OutOfMemory = 12;
    public const int AccessDenied = 13;
    public const int Busy = 16;
    public const int NoDevice = 19;
    public const int Invalid = 22;
    public const int TooManyFiles = 24;
    public const int NotSupportedByDevice = 25;
    public const int NoSpace = 28;
    public const int BrokenPipe = 32;
    public const int OutOfRange = 34;
    public const int LinkSevered = 67;
    public const int ConnectionReset = 104;
    public const int TimedOut = 110;
}
