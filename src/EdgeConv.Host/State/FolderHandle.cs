using System.Runtime.InteropServices;

namespace EdgeConv.Host.State;

/// <summary>An open folder, which .NET has no word for; on systems where folders are files (not Windows).</summary>
internal sealed partial class FolderHandle : IDisposable
{
    private const int ReadOnlyCloseOnExec = 0x80000;

    private int _descriptor;

    private FolderHandle(int descriptor) => _descriptor = descriptor;

    /// <summary>Its descriptor.</summary>
    public int Descriptor => _descriptor;

    /// <summary>Opens a folder.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static FolderHandle Open(string folder)
    {
        var descriptor = Open(folder, ReadOnlyCloseOnExec);
        return descriptor >= 0 ? new FolderHandle(descriptor) : throw new IOException($"{folder}: the folder cannot be opened: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}.");
    }

    /// <summary>Closes it.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _descriptor, -1) is >= 0 and var descriptor)
            _ = Close(descriptor);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
