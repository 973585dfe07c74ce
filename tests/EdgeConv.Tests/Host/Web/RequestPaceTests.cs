using EdgeConv.Host.Web.Classify;

namespace EdgeConv.Tests.Host.Web;

public class RequestPaceTests
{
    private const long Second = 1_000_000_000;

    [Fact]
    public void So_many_at_once_and_then_so_many_a_second()
    {
        var pace = new RequestPace(10);
        Assert.Equal(10, Enumerable.Range(0, 100).Count(_ => pace.Admits(5 * Second)));
        Assert.Equal(5, Enumerable.Range(0, 100).Count(_ => pace.Admits(5 * Second + Second / 2)));
        Assert.Equal(10, Enumerable.Range(0, 100).Count(_ => pace.Admits(60 * Second)));
    }
}
