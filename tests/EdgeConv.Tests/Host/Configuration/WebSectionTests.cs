using System.Text;
using EdgeConv.Host.Configuration;
using EdgeConv.Host.Failures;

namespace EdgeConv.Tests.Host.Configuration;

public class WebSectionTests(Workplace place) : IClassFixture<Workplace>
{
    [Fact]
    public void Nothing_is_served_unless_it_is_asked_for() => Assert.Null(Read("{}").Web);

    [Fact]
    public void An_empty_group_serves_this_machine_alone()
    {
        var web = Read("""{ "web": {} }""").Web!;
        Assert.Equal("127.0.0.1:8080", web.Listen.ToString());
        Assert.Null(web.Token);
    }

    [Fact]
    public void A_token_may_lie_in_a_file()
    {
        place.Lines("token", "0123456789abcdef", "");
        var web = Read("""{ "web": { "listen": "[::]:80", "tokenFile": "token", "state": "kept" } }""").Web!;
        Assert.Equal(("[::]:80", "0123456789abcdef", place.At("kept")), (web.Listen.ToString(), web.Token, web.StateFolder));
    }

    [Theory]
    [InlineData("\"listen\": \"8080\"", "web.listen: \"8080\" is no address and port")]
    [InlineData("\"listen\": \"127.0.0.1\"", "web.listen: \"127.0.0.1\" is no address and port")]
    [InlineData("\"listen\": \"1.2.3.4:70000\"", "web.listen: \"1.2.3.4:70000\" is no address and port")]
    [InlineData("\"listen\": \"::1:8080\"", "web.listen: \"::1:8080\" is no address and port")]
    [InlineData("\"token\": \"short\"", "web.token: a token has from 16 to 512 letters (A to Z, a to z), digits and - . _ ~, which pass through /?token=… unchanged")]
    [InlineData("\"token\": \"with a blank in it\"", "web.token: a token has from 16")]
    [InlineData("\"token\": \"01234567+89abcdef\"", "web.token: a token has from 16")]
    [InlineData("\"token\": \"01234567&89abcdef\"", "web.token: a token has from 16")]
    [InlineData("\"token\": \"01234567#89abcdef\"", "web.token: a token has from 16")]
    [InlineData("\"token\": \"01234567%2089abcdef\"", "web.token: a token has from 16")]
    [InlineData("\"token\": \"0123456789abcdéf\"", "web.token: a token has from 16")]
    [InlineData("\"tokenFile\": \"a\\u0000b\"", "web.tokenFile: must be a text without control characters.")]
    [InlineData("\"state\": \"a\\u0000b\"", "web.state: must be a text without control characters.")]
    [InlineData("\"tokenFile\": \"absent\"", "web.tokenFile: Could not find file")]
    [InlineData("\"tokenFile\": \"red.png\"", "red.png does not hold a token")]
    [InlineData("\"token\": \"0123456789abcdef\", \"tokenFile\": \"t\"", "web.tokenFile: there is a token, too")]
    [InlineData("\"port\": 8080", "web.port: there is no such setting")]
    public void What_is_wrong_is_told(string setting, string message)
    {
        var problem = Assert.Throws<ConfigurationException>(() => Read($$"""{ "web": { {{setting}} } }"""));
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1:8080", "127.0.0.1:8080")]
    [InlineData("localhost:81", "127.0.0.1:81")]
    [InlineData("[::1]:8080", "[::1]:8080")]
    [InlineData("0.0.0.0:0", "0.0.0.0:0")]
    public void Addresses_are_read(string text, string address)
    {
        Assert.True(WebSettings.TryReadListen(text, out var listen));
        Assert.Equal(address, listen.ToString());
    }

    private RunSettings Read(string contents) => RunSettingsFile.Parse(place.At("web.json"), Encoding.UTF8.GetBytes(contents));
}
