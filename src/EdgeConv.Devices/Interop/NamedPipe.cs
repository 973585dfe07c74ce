using System.Runtime.InteropServices;

namespace EdgeConv.Devices.Interop;

/// <summary>FIFOs, which .NET does not tell from files.</summary>
internal static class NamedPipe
{
    /// <summary>Whether there is something at a path that is read but has no positions: a FIFO, or a terminal.</summary>
    public static bool Is(string path)
    {
        var descriptor = Libc.Open(path, Libc.OpenToRead);
        if (descriptor < 0)
            return false;
        var isPipe = Libc.Seek(descriptor, 0, Libc.FromHere) < 0 && Marshal.GetLastPInvokeError() == Errno.NotSeekable;
        Libc.Close(descriptor);
        return isPipe;
    }
}
