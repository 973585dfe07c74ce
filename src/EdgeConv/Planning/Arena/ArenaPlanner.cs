using EdgeConv.Tensors;

namespace EdgeConv.Planning.Arena;

/// <summary>
/// Places buffers with known lifetimes in one arena, largest first, each at the lowest offset that is free while it lives
/// ("greedy by size", Pisarchyk and Lee, Efficient Memory Management for Deep Neural Net Inference, 2020).
/// </summary>
internal static class ArenaPlanner
{
    /// <summary>Finds an offset for each request; buffers that live at the same time never share a byte.</summary>
    /// <returns>The offsets, in the requests' order, each a multiple of <see cref="AlignedMemory.Alignment"/>, and the arena's size.</returns>
    public static (long[] Offsets, long ArenaBytes) Place(IReadOnlyList<ArenaRequest> requests)
    {
        var offsets = new long[requests.Count];
        var placed = new List<int>(requests.Count);
        long arenaBytes = 0;
        foreach (var index in Enumerable.Range(0, requests.Count).OrderByDescending(i => requests[i].Bytes).ThenBy(i => i))
        {
            var request = requests[index];
            long candidate = 0;
            // `placed` is kept ordered by offset, so the first gap that fits is the lowest.
            foreach (var other in placed)
            {
                if (!request.Overlaps(requests[other]))
                    continue;
                if (candidate + Padded(request.Bytes) <= offsets[other])
                    break;
                candidate = Math.Max(candidate, offsets[other] + Padded(requests[other].Bytes));
            }

            offsets[index] = candidate;
            arenaBytes = Math.Max(arenaBytes, candidate + Padded(request.Bytes));
            var position = placed.FindIndex(other => offsets[other] > candidate);
            placed.Insert(position < 0 ? placed.Count : position, index);
        }

        return (offsets, arenaBytes);
    }

    private static long Padded(int bytes) => (bytes + AlignedMemory.Alignment - 1L) / AlignedMemory.Alignment * AlignedMemory.Alignment;
}
