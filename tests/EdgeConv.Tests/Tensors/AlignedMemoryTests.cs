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

    [Fact]
    public void The_heap_gives_such_blocks_too()
    {
        var heap = new HeapMemory();
        var block = heap.Take(1000);
        Assert.Equal(0, (long)block % AlignedMemory.Alignment);
        Assert.True(new ReadOnlySpan<byte>(block, 1000).IndexOfAnyExcept((byte)0) < 0);
        heap.Return(block, 1000);
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
