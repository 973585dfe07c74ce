using System.Runtime.InteropServices;

namespace EdgeConv.Host.State;

/// <summary>Brings a folder's names to the disk (fsync(2) on the folder), which .NET does for files only. Where folders are no files (Windows), names are on the disk anyway.</summary>
internal static partial class FolderSync
{
    /// <summary>Flushes a folder.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        using var handle = FolderHandle.Open(folder);
        if (Sync(handle.Descriptor) != 0)
            throw new IOException($"{folder}: cannot be brought to the disk: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}.");
    }

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(int descriptor);
}
