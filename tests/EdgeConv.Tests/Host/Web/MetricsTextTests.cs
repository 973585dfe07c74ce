using EdgeConv.Host.Web.Metrics;

namespace EdgeConv.Tests.Host.Web;

public class MetricsTextTests
{
    [Fact]
    public void Labels_and_help_are_escaped_as_the_format_says()
    {
        var text = new MetricsText();
        text.Family("x", "gauge", "A \\ and\na line.").Add(1.5, ("label", "a \"b\" \\ c\nd"), ("zone", "é"));
        Assert.Equal("# HELP x A \\\\ and\\na line.\n# TYPE x gauge\nx{label=\"a \\\"b\\\" \\\\ c\\nd\",zone=\"é\"} 1.5\n", text.ToString());
    }

    [Theory]
    [InlineData(double.PositiveInfinity, "+Inf")]
    [InlineData(double.NegativeInfinity, "-Inf")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(12345678901, "12345678901")]
    [InlineData(0.001, "0.001")]
    public void Numbers_are_what_Prometheus_reads(double value, string text) => Assert.Equal(text, MetricsText.NumberText(value));
}
