using EdgeConv.Host.Verification;

namespace EdgeConv.Tests.Host.Verification;

public class Fnv1A64Tests
{
    private const ulong Start = 1469598103934665603;

    [Fact]
    public void No_bytes_give_the_start() => Assert.Equal(Start, Fnv1A64.Hash([]));

    [Theory]
    [InlineData("a", 0x44bd8ad473cd9906)]
    [InlineData("foobar", 0x88fad7c0a8ff07f2)]
    public void Bytes_are_mixed_in_one_by_one(string text, ulong expected)
    {
        var hash = Start;
        foreach (var letter in text)
            hash = unchecked((hash ^ letter) * 1099511628211);
        Assert.Equal(expected, hash);
        Assert.Equal(expected, Fnv1A64.Hash(System.Text.Encoding.ASCII.GetBytes(text)));
    }
}
