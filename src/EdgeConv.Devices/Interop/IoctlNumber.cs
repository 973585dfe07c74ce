namespace EdgeConv.Devices.Interop;

/// <summary>Numbers of ioctl requests as asm-generic/ioctl.h makes them: direction, size of the argument, the driver family's letter, a number.</summary>
internal static class IoctlNumber
{
    private const uint ToDriver = 1;
    private const uint FromDriver = 2;

    /// <summary>_IOW.</summary>
    public static nuint Write<T>(char family, byte number)
        where T : unmanaged => Of<T>(ToDriver, family, number);

    /// <summary>_IOR.</summary>
    public static nuint Read<T>(char family, byte number)
        where T : unmanaged => Of<T>(FromDriver, family, number);

    /// <summary>_IOWR.</summary>
    public static nuint Exchange<T>(char family, byte number)
        where T : unmanaged => Of<T>(ToDriver | FromDriver, family, number);

    private static unsafe nuint Of<T>(uint direction, char family, byte number)
        where T : unmanaged => direction << 30 | (uint)sizeof(T) << 16 | (uint)(byte)family << 8 | number;
}
