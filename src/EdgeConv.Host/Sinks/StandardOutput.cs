using Microsoft.Win32.SafeHandles;

namespace EdgeConv.Host.Sinks;

/// <summary>Opens standard output so that a reader who is gone is noticed: the console's own stream says nothing then, and `| head` would never end.</summary>
internal static class StandardOutput
{
    private const int Descriptor = 1;

    /// <summary>Opens it; writing is not buffered.</summary>
    public static Stream Open()
    {
        if (OperatingSystem.IsWindows())
            return Console.OpenStandardOutput();
        var stream = new FileStream(new SafeFileHandle(Descriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        // A file's position is shared with standard error, which a stream of its own would write over.
        return stream.CanSeek ? Console.OpenStandardOutput() : stream;
    }
}
