using EdgeConv.Host.Verification;

namespace EdgeConv.Tests.Host.Verification;

public class LayerRecordTests
{
    private const string Line = "node=3 op=CONV_2D tensor=58 type=INT8 shape=1x48x48x8 fnv64=0d024b45e72f4c1e name=model/conv with space=1";

    [Fact]
    public void A_line_is_read_and_written_back_the_same()
    {
        var record = LayerRecord.Parse(Line);
        Assert.Equal(new LayerRecord(3, "CONV_2D", 58, "INT8", "1x48x48x8", 0x0d024b45e72f4c1e, "model/conv with space=1"), record);
        Assert.Equal(Line, record!.ToString());
    }

    [Fact]
    public void What_a_comparison_needs_not_may_be_left_out() =>
        Assert.Equal(new LayerRecord(0, "MEAN", 1, "", "", 255, ""), LayerRecord.Parse("fnv64=ff op=MEAN more=2  tensor=1 node=0"));

    [Theory]
    [InlineData("")]
    [InlineData("# a comment")]
    [InlineData("op=MEAN tensor=1 fnv64=ff")]
    [InlineData("node=0 tensor=1 fnv64=ff")]
    [InlineData("node=0 op=MEAN fnv64=ff")]
    [InlineData("node=0 op=MEAN tensor=1")]
    [InlineData("node=-1 op=MEAN tensor=1 fnv64=ff")]
    [InlineData("node=0 op=MEAN tensor=1 fnv64=xyz")]
    public void Other_lines_are_no_record(string line) => Assert.Null(LayerRecord.Parse(line));
}
