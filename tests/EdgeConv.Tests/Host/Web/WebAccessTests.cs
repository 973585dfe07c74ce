using System.Net;
using EdgeConv.Host.Web.Access;
using Microsoft.AspNetCore.Http;

namespace EdgeConv.Tests.Host.Web;

public class WebAccessTests
{
    private const string Token = "0123456789abcdef";

    [Fact]
    public void A_server_for_others_needs_a_token() => Assert.Throws<ArgumentException>(() => new WebAccess(IPAddress.Any, null));

    [Theory]
    [InlineData("board.local", "GET", $"Bearer {Token}", nameof(Admission.Known))]
    [InlineData("192.168.0.7", "POST", $"bearer {Token}", nameof(Admission.Known))]
    [InlineData("board.local", "GET", $"Bearer {Token}x", nameof(Admission.WrongToken))]
    [InlineData("board.local", "GET", $"Basic {Token}", nameof(Admission.WrongToken))]
    [InlineData("board.local", "GET", null, nameof(Admission.NoToken))]
    public void Whoever_knows_the_token_may_ask_by_any_name(string host, string method, string? authorization, string admission) =>
        Assert.Equal(admission, new WebAccess(IPAddress.Any, Token).Of(Request(host, method, authorization)).ToString());

    [Theory]
    [InlineData("localhost", nameof(Admission.Local))]
    [InlineData("LOCALHOST:8080", nameof(Admission.Local))]
    [InlineData("127.0.0.1:8080", nameof(Admission.Local))]
    [InlineData("[::1]:8080", nameof(Admission.Local))]
    [InlineData("localhost.example", nameof(Admission.ForeignHost))]
    [InlineData("", nameof(Admission.ForeignHost))]
    public void This_machine_is_asked_by_its_own_names(string host, string admission) =>
        Assert.Equal(admission, new WebAccess(IPAddress.Loopback, null).Of(Request(host, "GET", null)).ToString());

    [Fact]
    public void A_token_in_the_address_is_good_to_look_only()
    {
        var access = new WebAccess(IPAddress.Any, Token);
        var request = Request("board", "GET", null);
        request.QueryString = new QueryString($"?token={Token}");
        Assert.Equal(Admission.KnownByAddress, access.Of(request));
        request.Method = "POST";
        Assert.Equal(Admission.NoToken, access.Of(request));
    }

    [Theory]
    [InlineData(null, null, nameof(Admission.Local))]
    [InlineData(null, "http://localhost:8080", nameof(Admission.Local))]
    [InlineData(null, "https://LOCALHOST:8080", nameof(Admission.Local))]
    [InlineData("same-origin", "https://board.example", nameof(Admission.Local))]
    [InlineData("none", null, nameof(Admission.Local))]
    [InlineData("same-site", "http://localhost:8080", nameof(Admission.ForeignSite))]
    [InlineData("cross-site", "http://localhost:8080", nameof(Admission.ForeignSite))]
    [InlineData(null, "http://localhost:8081", nameof(Admission.ForeignSite))]
    [InlineData(null, "http://localhost:8080.example", nameof(Admission.ForeignSite))]
    [InlineData(null, "http://evil.example/localhost:8080", nameof(Admission.ForeignSite))]
    [InlineData(null, "null", nameof(Admission.ForeignSite))]
    public void Pages_of_other_sites_send_nothing(string? fetchSite, string? origin, string admission)
    {
        var request = Request("localhost:8080", "POST", null);
        if (fetchSite is not null)
            request.Headers["Sec-Fetch-Site"] = fetchSite;
        if (origin is not null)
            request.Headers.Origin = origin;
        Assert.Equal(admission, new WebAccess(IPAddress.Loopback, null).Of(request).ToString());
    }

    private static HttpRequest Request(string host, string method, string? authorization)
    {
        var request = new DefaultHttpContext().Request;
        (request.Method, request.Host) = (method, new HostString(host));
        if (authorization is not null)
            request.Headers.Authorization = authorization;
        return request;
    }
}
