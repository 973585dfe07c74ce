using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using EdgeConv.Tensors;

namespace EdgeConv.Tests.Tensors;

/// <summary>
/// Blocks that lie between two pages nobody may touch: whatever reads or writes behind the slack of a block, or a page before it, ends the test program. All tests
/// run on these. A block's end lies as close to the page behind it as the alignment of its start allows: less than a cache line.
/// </summary>
internal sealed unsafe partial class GuardedMemory : IMemorySource
{
    private const int ReadAndWrite = 3;
    private const int PrivateAnonymous = 0x22;
    private static readonly nuint Page = (nuint)Environment.SystemPageSize;

    /// <summary>Takes the heap's place before any test runs.</summary>
    [ModuleInitializer]
    internal static void Begin()
    {
        if (OperatingSystem.IsLinux())
            AlignedMemory.Source = new GuardedMemory();
    }

    /// <inheritdoc/>
    public byte* Take(nuint bytes)
    {
        var inner = InnerBytes(bytes);
        var region = Map(null, inner + 2 * Page, 0, PrivateAnonymous, -1, 0);
        if (region == (byte*)-1)
            throw new InsufficientMemoryException($"{bytes} bytes");
        if (Protect(region + Page, inner, ReadAndWrite) != 0)
            throw new InvalidOperationException(Marshal.GetLastPInvokeErrorMessage());
        return region + Page + Offset(bytes);
    }

    /// <inheritdoc/>
    public void Return(byte* block, nuint bytes)
    {
        if (block is not null && Unmap(block - Offset(bytes) - Page, InnerBytes(bytes) + 2 * Page) != 0)
            throw new InvalidOperationException(Marshal.GetLastPInvokeErrorMessage());
    }

    private static nuint InnerBytes(nuint bytes) => checked(bytes + Page - 1) / Page * Page;

    private static nuint Offset(nuint bytes) => (InnerBytes(bytes) - bytes) / AlignedMemory.Alignment * AlignedMemory.Alignment;

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static partial byte* Map(byte* address, nuint length, int protection, int flags, int descriptor, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    private static partial int Protect(byte* address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    private static partial int Unmap(byte* address, nuint length);
}
