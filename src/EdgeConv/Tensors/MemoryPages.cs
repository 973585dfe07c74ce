using System.Runtime.InteropServices;

namespace EdgeConv.Tensors;

/// <summary>
/// What the operating system is told of a large block. One by one, each when it is first touched, pages cost a trap each, which under some hypervisors takes longer than packing
/// the weights that go there; and large pages cost fewer misses while a model runs. What a system refuses changes nothing: pages come one by one then.
/// </summary>
internal static unsafe partial class MemoryPages
{
    /// <summary>Bytes of a large page, and what a block has to be aligned to for having some.</summary>
    public const int LargePage = 2 * 1024 * 1024;

    /// <summary>MADV_HUGEPAGE.</summary>
    private const int MakeLarge = 14;

    /// <summary>MADV_POPULATE_WRITE of Linux 5.14 and later.</summary>
    private const int PopulateForWriting = 23;

    /// <summary>Has all pages of a block put in place at once; large ones where it holds whole ones.</summary>
    /// <param name="block">The block, all of it mapped.</param>
    /// <param name="bytes">Its length.</param>
    public static void Prepare(byte* block, nuint bytes)
    {
        if (!OperatingSystem.IsLinux())
            return;
        var page = (nuint)Environment.SystemPageSize;
        var start = (nuint)block & ~(page - 1);
        var length = (nuint)block + bytes - start;
        if (start % LargePage == 0 && length >= LargePage)
            _ = Advise((void*)start, length / LargePage * LargePage, MakeLarge);
        _ = Advise((void*)start, length, PopulateForWriting);
    }

    /// <summary>madvise(2), which rounds the length up to whole pages.</summary>
    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* start, nuint bytes, int advice);
}
