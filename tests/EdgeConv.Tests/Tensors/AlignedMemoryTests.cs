using System.Runtime.InteropServices;
using EdgeConv.Tensors;

namespace EdgeConv.Tests.Tensors;

public unsafe class AlignedMemoryTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4096 - AlignedMemory.Slack)]
    [InlineData(100_000)]
    public void A_block_is_zeroed_aligned_and_has_its_slack(int length)
    {
        using var memory = new AlignedMemory(length);
        Assert.Equal(0, (long)memory.Start % AlignedMemory.Alignment);
        Assert.True(new ReadOnlySpan<byte>(memory.Start, length + AlignedMemory.Slack).IndexOfAnyExcept((byte)0) < 0);
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(64 * 1024)]
    [InlineData(100_001)]
    [InlineData(MemoryPages.LargePage)]
    [InlineData(2 * MemoryPages.LargePage + 1)]
    public void The_heap_gives_such_blocks_too(int bytes)
    {
        var heap = new HeapMemory();
        for (var time = 0; time < 2; time++)
        {
            var block = heap.Take((nuint)bytes);
            Assert.Equal(0, (long)block % AlignedMemory.Alignment);
            Assert.True(new ReadOnlySpan<byte>(block, bytes).IndexOfAnyExcept((byte)0) < 0);
            new Span<byte>(block, bytes).Fill(1);
            heap.Return(block, (nuint)bytes);
        }
    }

    [Fact]
    public void A_large_block_has_its_pages_before_anybody_touches_them()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.OSVersion.Version >= new Version(5, 14), "needs Linux 5.14");
        const int Bytes = MemoryPages.LargePage;
        var block = (byte*)NativeMemory.AlignedAlloc(Bytes, MemoryPages.LargePage);
        MemoryPages.Prepare(block, Bytes);
        var pages = Bytes / Environment.SystemPageSize;
        var places = new ulong[pages];
        using (var map = File.OpenHandle("/proc/self/pagemap"))
            Assert.Equal(pages * sizeof(ulong), RandomAccess.Read(map, MemoryMarshal.AsBytes(places.AsSpan()), (long)block / Environment.SystemPageSize * sizeof(ulong)));
        NativeMemory.AlignedFree(block);
        // Bits 63 and 62: it is in memory, or in swap space.
        Assert.All(places, place => Assert.NotEqual(0ul, place >> 62));
    }

    [Fact]
    public void A_block_that_was_returned_has_no_start()
    {
        var memory = new AlignedMemory(10);
        memory.Dispose();
        memory.Dispose();
        Assert.Throws<ObjectDisposedException>(() => (nint)memory.Start);
    }

    [Fact]
    public void Tests_run_on_blocks_that_end_at_a_page_nobody_may_touch()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "pages are guarded on Linux");
        using var memory = new AlignedMemory(5000);
        var end = (nuint)memory.Start + 5000 + AlignedMemory.Slack;
        var guard = (end + (nuint)Environment.SystemPageSize - 1) / (nuint)Environment.SystemPageSize * (nuint)Environment.SystemPageSize;
        Assert.True(guard - end < AlignedMemory.Alignment);
        var map = File.ReadLines("/proc/self/maps").First(line => line.StartsWith($"{guard:x}-", StringComparison.Ordinal) || line.StartsWith($"{guard:x8}-", StringComparison.Ordinal));
        Assert.Contains("---p", map, StringComparison.Ordinal);
    }
}
