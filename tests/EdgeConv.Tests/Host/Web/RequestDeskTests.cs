using System.Net;
using System.Text;
using EdgeConv.Host.Web;
using EdgeConv.Host.Web.Access;
using EdgeConv.Tests.Host.Running;
using Microsoft.AspNetCore.Http;

namespace EdgeConv.Tests.Host.Web;

/// <summary>A fault in an answer is that answer's alone.</summary>
public class RequestDeskTests
{
    private readonly Notebook _journal = new();
    private readonly RefusedRequests _refused;
    private readonly RequestDesk _desk;

    public RequestDeskTests()
    {
        _refused = new RefusedRequests(_journal);
        _desk = new RequestDesk([new Faulty(), new Healthy()], new WebAccess(IPAddress.Loopback, null), _refused, new AnswerFaults(_journal), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_fault_is_answered_with_500_and_told_once()
    {
        for (var i = 0; i < 3; i++)
            Assert.Equal((500, """{"error":"This went wrong here; the journal says how."}"""), await AskAsync("/faulty"));
        Assert.Equal((200, """{"well":true}"""), await AskAsync("/healthy"));
        Assert.Equal(["warning: web: /faulty failed (InvalidOperationException: out of order); the run goes on, and this is told once"], _journal.Lines);
        Assert.Equal([("fault", 3L)], _refused.Counts);
    }

    private async Task<(int Status, string Body)> AskAsync(string path)
    {
        using var body = new MemoryStream();
        var context = new DefaultHttpContext();
        (context.Request.Method, context.Request.Path, context.Request.Host) = ("GET", path, new HostString("localhost"));
        context.Response.Body = body;
        await _desk.ProcessRequestAsync(context);
        return (context.Response.StatusCode, Encoding.UTF8.GetString(body.ToArray()));
    }

    private abstract class Endpoint(string path) : IEndpoint
    {
        public string Method => "GET";

        public string Path => path;

        public EndpointAudience Audience => EndpointAudience.Viewers;

        public abstract Task AnswerAsync(HttpContext context, bool isKnown, CancellationToken stop);
    }

    private sealed class Faulty() : Endpoint("/faulty")
    {
        public override Task AnswerAsync(HttpContext context, bool isKnown, CancellationToken stop) => throw new InvalidOperationException("out of order");
    }

    private sealed class Healthy() : Endpoint("/healthy")
    {
        public override Task AnswerAsync(HttpContext context, bool isKnown, CancellationToken stop) => Answer.JsonAsync(context, json => json.WriteBoolean("well", true));
    }
}
