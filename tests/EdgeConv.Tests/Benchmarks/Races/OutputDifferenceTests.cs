using System.Runtime.InteropServices;
using EdgeConv.Benchmarks.Races;
using EdgeConv.Tensors;

namespace EdgeConv.Tests.Benchmarks.Races;

public class OutputDifferenceTests
{
    [Fact]
    public void Equal_outputs_do_not_differ() =>
        Assert.Equal(new OutputDifference(3, 0, 0), OutputDifference.Of(ElementType.UInt8, [1, 2, 0x80], [1, 2, 0x80]));

    [Theory]
    [InlineData(ElementType.Int8, 255)]
    [InlineData(ElementType.UInt8, 1)]
    public void The_same_bytes_lie_apart_by_what_their_type_makes_of_them(ElementType type, int largest) =>
        Assert.Equal(new OutputDifference(3, 1, largest), OutputDifference.Of(type, [1, 2, 0x80], [1, 2, 0x7f]));

    [Fact]
    public void Wider_values_are_compared_whole()
    {
        Assert.Equal(new OutputDifference(2, 1, 256), OutputDifference.Of(ElementType.Int16, [0, 1, 5, 0], [0, 2, 5, 0]));
        var ours = MemoryMarshal.AsBytes<float>([1.5f, -2f, 0f]);
        var theirs = MemoryMarshal.AsBytes<float>([1.5f, 2f, 0.25f]);
        Assert.Equal(new OutputDifference(3, 2, 4), OutputDifference.Of(ElementType.Float32, ours, theirs));
    }

    [Fact]
    public void Outputs_of_different_networks_are_refused()
    {
        Assert.Throws<ArgumentException>(() => OutputDifference.Of(ElementType.Int8, [1], [1, 2]));
        Assert.Throws<NotSupportedException>(() => OutputDifference.Of(ElementType.Boolean, [1], [1]));
        using var signed = new Sleeper(TimeSpan.Zero, ElementType.Int8, 1);
        using var unsigned = new Sleeper(TimeSpan.Zero, ElementType.UInt8, 1);
        Assert.Contains("UInt8", Assert.Throws<ArgumentException>(() => OutputDifference.Of(signed, unsigned)).Message, StringComparison.Ordinal);
    }
}
