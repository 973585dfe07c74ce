using EdgeConv.Host.Failures;
using EdgeConv.Host.Web;
using EdgeConv.Tests.Host.Running;
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
}
