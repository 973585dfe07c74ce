using System.Collections.Immutable;
using System.Net;
using EdgeConv.Host.Web;
using EdgeConv.Host.Web.Access;

namespace EdgeConv.Tests.Host.Web;

public class OwnAddressesTests
{
    private static readonly ImmutableArray<IPAddress> Own =
        [.. new[] { "127.0.0.1", "::1", "fe80::1%2", "2001:db8::7", "192.168.0.7", "10.0.0.7" }.Select(IPAddress.Parse)];

    [Theory]
    [InlineData("127.0.0.1:8080", null, "http://127.0.0.1:8080/")]
    [InlineData("192.168.0.7:80", "abc", "http://192.168.0.7:80/?token=abc")]
    [InlineData("[::1]:8080", null, "http://[::1]:8080/")]
    [InlineData("0.0.0.0:8080", "abc", "http://192.168.0.7:8080/?token=abc http://10.0.0.7:8080/?token=abc")]
    [InlineData("[::]:8080", null, "http://192.168.0.7:8080/ http://10.0.0.7:8080/ http://[2001:db8::7]:8080/")]
    public void A_page_is_told_by_addresses_that_can_be_opened(string listen, string? token, string addresses) =>
        Assert.Equal(addresses, string.Join(' ', OwnAddresses.Of(IPEndPoint.Parse(listen), Own, token)));

    [Fact]
    public void Where_there_are_none_it_is_told_as_it_was_configured() =>
        Assert.Equal(["http://0.0.0.0:80/"], OwnAddresses.Of(IPEndPoint.Parse("0.0.0.0:80"), [IPAddress.Loopback], null));

    [Fact]
    public void This_machine_has_its_own() => Assert.Contains(IPAddress.Loopback, OwnAddresses.Read());

    [Fact]
    public void A_token_that_is_made_stays_and_is_another_each_time()
    {
        var (one, other) = (new MadeToken(), new MadeToken());
        Assert.Matches("^[0-9a-f]{32}$", one.Text);
        Assert.Equal(one.Text, one.Text);
        Assert.NotEqual(one.Text, other.Text);
    }
}
