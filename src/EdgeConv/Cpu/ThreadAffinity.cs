using System.Runtime.InteropServices;

namespace EdgeConv.Cpu;

/// <summary>Which cores the operating system may run a thread on.</summary>
internal static unsafe partial class ThreadAffinity
{
    /// <summary>The size of the C library's cpu_set_t.</summary>
    private const int MaskBits = 1024;

    /// <summary>
    /// Confines the calling thread to the given cores, and leaves the choice among them to the system. False, and nothing changed, where the system
    /// refuses: it has no such call, or none of the cores may be used.
    /// </summary>
    public static bool TryConfine(ReadOnlySpan<int> cores)
    {
        if (!OperatingSystem.IsLinux())
            return false;
        var mask = stackalloc nuint[MaskBits / (8 * sizeof(nuint))];
        foreach (var core in cores)
        {
            if ((uint)core < MaskBits)
                mask[core / (8 * sizeof(nuint))] |= (nuint)1 << (core % (8 * sizeof(nuint)));
        }

        return SetAffinity(0, MaskBits / 8, mask) == 0;
    }

    /// <summary>sched_setaffinity(2); thread 0 is the calling one.</summary>
    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    private static partial int SetAffinity(int thread, nuint maskBytes, nuint* mask);
}
