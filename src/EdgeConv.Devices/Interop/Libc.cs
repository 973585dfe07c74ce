using System.Runtime.InteropServices;

namespace EdgeConv.Devices.Interop;

/// <summary>The calls of the C library that devices are spoken to with. All take and return what fits a register, so that 32-bit and 64-bit boards share them.</summary>
internal static unsafe partial class Libc
{
    /// <summary>O_RDONLY | O_NONBLOCK | O_CLOEXEC: a FIFO without a writer and a busy device must not hold us.</summary>
    public const int OpenToRead = 0x80800;

    /// <summary>O_RDWR | O_NONBLOCK | O_CLOEXEC.</summary>
    public const int OpenToReadAndWrite = 0x80802;

    /// <summary>POLLIN.</summary>
    public const short Readable = 0x001;

    /// <summary>POLLERR.</summary>
    public const short PollFailed = 0x008;

    /// <summary>POLLHUP.</summary>
    public const short HungUp = 0x010;

    /// <summary>POLLNVAL.</summary>
    public const short NotOpen = 0x020;

    /// <summary>PROT_READ | PROT_WRITE: drivers refuse to map capture buffers that cannot be written.</summary>
    public const int ReadAndWrite = 3;

    /// <summary>MAP_SHARED.</summary>
    public const int Shared = 1;

    /// <summary>MAP_FAILED.</summary>
    public const nint MapFailed = -1;

    /// <summary>AT_FDCWD.</summary>
    public const int CurrentFolder = -100;

    /// <summary>STATX_TYPE.</summary>
    public const uint WantType = 1;

    /// <summary>open(2).</summary>
    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);

    /// <summary>close(2).</summary>
    [LibraryImport("libc", EntryPoint = "close")]
    public static partial void Close(int descriptor);

    /// <summary>read(2).</summary>
    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int descriptor, byte* target, nuint count);

    /// <summary>statx(2).</summary>
    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Status(int folder, string path, int flags, uint mask, FileStatus* status);

    /// <summary>poll(2). A negative descriptor is passed over.</summary>
    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(PolledDescriptor* descriptors, nuint count, int milliseconds);

    /// <summary>ioctl(2).</summary>
    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    public static partial int Control(int descriptor, nuint request, void* argument);

    /// <summary>mmap(2). The offsets that V4L2 hands out fit 32 bits.</summary>
    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    public static partial nint Map(nint address, nuint length, int protection, int flags, int descriptor, nint offset);

    /// <summary>munmap(2).</summary>
    [LibraryImport("libc", EntryPoint = "munmap")]
    public static partial void Unmap(nint address, nuint length);
}
