using EdgeConv.Host.Mqtt;

namespace EdgeConv.Tests.Host.Mqtt;

public class ClientIdTests
{
    [Fact]
    public void It_is_the_same_each_time_and_another_for_another_topic_or_machine()
    {
        Assert.Equal(ClientId.Of("home/door"), ClientId.Of("home/door"));
        Assert.Equal(ClientId.Of("home/door", "a"), ClientId.Of("home/door", "a"));
        Assert.Equal(4, new[] { ClientId.Of("home/door", "a"), ClientId.Of("home/gate", "a"), ClientId.Of("home/door", "b"), ClientId.Of("a", "home/door") }.Distinct().Count());
    }

    [Theory]
    [InlineData("x")]
    [InlineData("zuhause/größer/🚪")]
    public void It_is_one_that_every_broker_must_take(string topic) => Assert.Matches("^[0-9a-zA-Z]{1,23}$", ClientId.Of(topic));
}
