using EdgeConv.Planning.Arena;
using EdgeConv.Tensors;

namespace EdgeConv.Tests.Planning;

public class ArenaPlannerTests
{
    [Fact]
    public void Buffers_that_live_together_never_share_a_byte()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var requests = Enumerable.Range(0, random.Next(1, 40)).Select(_ =>
            {
                var first = random.Next(30);
                return new ArenaRequest(random.Next(0, 5000), first, first + random.Next(8));
            }).ToArray();

            var (offsets, arenaBytes) = ArenaPlanner.Place(requests);

            for (var i = 0; i < requests.Length; i++)
            {
                Assert.True(offsets[i] % AlignedMemory.Alignment == 0 && offsets[i] + requests[i].Bytes <= arenaBytes, $"seed {seed}, buffer {i}");
                for (var j = 0; j < i; j++)
                {
                    var apart = offsets[i] + requests[i].Bytes <= offsets[j] || offsets[j] + requests[j].Bytes <= offsets[i];
                    Assert.True(apart || !requests[i].Overlaps(requests[j]), $"seed {seed}, buffers {j} and {i}");
                }
            }
        }
    }

    [Fact]
    public void A_chain_of_equal_buffers_needs_room_for_two()
    {
        var chain = Enumerable.Range(0, 20).Select(step => new ArenaRequest(640, step, step + 1)).ToArray();
        Assert.Equal(2 * 640, ArenaPlanner.Place(chain).ArenaBytes);
    }
}
