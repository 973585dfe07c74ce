using EdgeConv.Host.Failures;
using EdgeConv.Host.Web;
using EdgeConv.Tests.Host.Running;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EdgeConv.Tests.Host.Web;

public class WebLogTests
{
    private readonly Notebook _journal = new();

    [Fact]
    public void A_fault_of_the_server_is_told_and_another_is_to_take_its_place()
    {
        var problem = new InvalidOperationException("no more connections");
        var condition = new Condition("web", _journal, TimeProvider.System);
        using var log = new WebLog(new RefusedRequests(_journal), condition);
        var server = log.CreateLogger("Microsoft.AspNetCore.Server.Kestrel");
        server.Log(LogLevel.Warning, default, "slow", null, (text, _) => text);
        Assert.False(log.HasFailed);
        server.Log(LogLevel.Critical, default, "The listener failed", problem, (text, _) => text);
        Assert.True(log.HasFailed);
        Assert.Equal(["warning: web: InvalidOperationException: no more connections"], _journal.Lines);
    }

    [Fact]
    public void Of_bad_requests_those_are_counted_that_were_refused()
    {
        var refused = new RefusedRequests(_journal);
        using var log = new WebLog(refused, new Condition("web", _journal, TimeProvider.System));
        var server = log.CreateLogger("Microsoft.AspNetCore.Server.Kestrel.BadRequests");
        // ConnectionBadRequest; RequestProcessingError, RequestBodyMinimumDataRateNotSatisfied (the answer counts it), ResponseMinimumDataRateNotSatisfied, PossibleInvalidHttpVersionDetected.
        // The answer counts what is too large.
        var (malformed, slow, large) = (new BadHttpRequestException("no HTTP"), new BadHttpRequestException("slow", StatusCodes.Status408RequestTimeout), new BadHttpRequestException("large", StatusCodes.Status413PayloadTooLarge));
        server.Log(LogLevel.Debug, 17, "no HTTP", malformed, (text, _) => text);
        server.Log(LogLevel.Debug, 17, "headers too slow", slow, (text, _) => text);
        server.Log(LogLevel.Debug, 17, "too large", large, (text, _) => text);
        foreach (var other in new[] { 20, 27, 28, 54 })
            server.Log(LogLevel.Debug, other, "another", null, (text, _) => text);
        Assert.Equal([("malformed", 1L), ("slow", 1L)], refused.Counts);
        Assert.False(log.HasFailed);
    }
}
