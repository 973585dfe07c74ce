using System.Runtime.InteropServices;

namespace EdgeConv.Host.State;

/// <summary>
/// A folder for one program alone (flock(2) on the folder itself: nothing is left behind by a program that is killed, and nothing need be written). Where folders cannot
/// be locked (Windows, some network file systems) everybody gets the lock.
/// </summary>
internal sealed partial class FolderLock : IDisposable
{
    private const int ExclusiveOrFail = 2 | 4;

    private readonly FolderHandle? _folder;

    private FolderLock(FolderHandle? folder) => _folder = folder;

    /// <summary>Takes the lock.</summary>
    /// <param name="folder">A folder that is there.</param>
    /// <returns>Null where another program, or another part of this one, has it.</returns>
    /// <exception cref="IOException">The folder cannot be opened.</exception>
    public static FolderLock? TryTake(string folder)
    {
        if (OperatingSystem.IsWindows())
            return new FolderLock(null);
        var handle = FolderHandle.Open(folder);
        if (Lock(handle.Descriptor, ExclusiveOrFail) == 0 || Marshal.GetLastPInvokeError() != WouldBlock)
            return new FolderLock(handle);
        handle.Dispose();
        return null;
    }

    /// <summary>Gives it back.</summary>
    public void Dispose() => _folder?.Dispose();

    private static int WouldBlock => OperatingSystem.IsLinux() ? 11 : 35;

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int Lock(int descriptor, int operation);
}
