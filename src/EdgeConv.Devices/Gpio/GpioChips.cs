using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using EdgeConv.Devices.Interop;

namespace EdgeConv.Devices.Gpio;

/// <summary>The GPIO chips of a computer, through their character devices (linux/gpio.h).</summary>
public static unsafe class GpioChips
{
    private const string Prefix = "gpiochip";

    /// <summary>GPIO_GET_CHIPINFO_IOCTL.</summary>
    internal static readonly nuint GetChipInfo = IoctlNumber.Read<ChipInfo>('\xB4', 1);

    /// <summary>Lists them, in order of their numbers.</summary>
    /// <param name="folder">Where their device files are.</param>
    public static ImmutableArray<GpioChipInfo> List(string folder = "/dev") =>
    [
        .. from path in Directory.Exists(folder) ? Directory.GetFiles(folder, Prefix + "*") : []
           let digits = Path.GetFileName(path)[Prefix.Length..]
           where digits.Length > 0 && digits.All(char.IsAsciiDigit)
           orderby int.Parse(digits, CultureInfo.InvariantCulture)
           select Describe(path),
    ];

    private static GpioChipInfo Describe(string path)
    {
        var descriptor = Libc.Open(path, Libc.OpenToReadAndWrite);
        if (descriptor < 0)
            return Failed(path, Marshal.GetLastPInvokeError());
        ChipInfo info = default;
        var error = Libc.Control(descriptor, GetChipInfo, &info) < 0 ? Marshal.GetLastPInvokeError() : 0;
        Libc.Close(descriptor);
        return error == 0 ? new GpioChipInfo(path, Text(new ReadOnlySpan<byte>(info.Name, ChipInfo.TextBytes)), Text(new ReadOnlySpan<byte>(info.Label, ChipInfo.TextBytes)), (int)info.Lines, null) : Failed(path, error);
    }

    private static GpioChipInfo Failed(string path, int error) => new(path, "", "", 0, $"{path}: {error switch
    {
        Errno.AccessDenied or Errno.NoPermission => "the current user may not use it. Add the user to the group gpio, and log in again: sudo usermod -aG gpio $USER",
        Errno.NotSupportedByDevice => "this is no GPIO chip.",
        _ => $"it cannot be asked: {Marshal.GetPInvokeErrorMessage(error)}.",
    }}");

    private static string Text(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]);
    }

    /// <summary>struct gpiochip_info.</summary>
    internal struct ChipInfo
    {
        public const int TextBytes = 32;

        public fixed byte Name[TextBytes];
        public fixed byte Label[TextBytes];
        public uint Lines;
    }
}
