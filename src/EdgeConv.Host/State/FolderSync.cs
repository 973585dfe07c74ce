using System.Runtime.InteropServices;

namespace EdgeConv.Host.State;

/// <summary>Brings a folder's names to the disk (fsync(2) on the folder), which .NET does for files only. Where folders are no files (Windows), names are on the disk anyway.</summary>
internal static partial class FolderSync
{
    private const int ReadOnlyCloseOnExec = 0x80000;

    /// <summary>Flushes a folder.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = Open(folder, ReadOnlyCloseOnExec);
        if (descriptor < 0)
            throw Problem(folder);
        try
        {
            if (Sync(descriptor) != 0)
                throw Problem(folder);
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static IOException Problem(string folder) => new($"{folder}: cannot be brought to the disk: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}.");

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
