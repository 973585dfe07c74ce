using EdgeConv.Benchmarks.Layers;
using EdgeConv.Formats.TfLite;
using EdgeConv.Models;
using EdgeConv.Planning;

namespace EdgeConv.Tests.Benchmarks.Layers;

public class OperatorShapesTests
{
    [Fact]
    public void Every_operator_can_be_planned_and_is_what_the_table_says() => Assert.All(OperatorShapes.All, shape =>
    {
        using var plan = Planner.Plan(shape.ToModel());
        Assert.NotEmpty(plan.Steps);
        Assert.Equal(shape.Macs, plan.Macs);
        // A concatenation and a padding are several copies, uint8 has its sign bits flipped on both sides; the rest is one step.
        Assert.Equal(shape.Operator is not ("concatenation" or "pad" or "resize_bilinear_uint8"), plan.Steps.Length == 1);
    });

    [Theory]
    [InlineData("inception_v3", "MaxPool_3a", "1x73x73x64")]
    [InlineData("inception_v3", "Mixed_5b/concat", "1x35x35x256")]
    [InlineData("inception_v3", "Mixed_6b/AvgPool", "1x17x17x768")]
    [InlineData("resnet_50", "pool1/pad", "1x114x114x64")]
    [InlineData("resnet_50", "pool1", "1x56x56x64")]
    [InlineData("resnet_50", "classifier", "1x1000")]
    [InlineData("mobilenet_v2", "pool", "1x1x1x1280")]
    [InlineData("mobilenet_v3_small", "block_0/excite", "1x56x56x16")]
    [InlineData("deeplab_v3_mobilenet_v2", "scores/resize", "1x513x513x21")]
    [InlineData("deeplab_v3_mobilenet_v2", "classes", "1x513x513")]
    [InlineData("other", "decoder", "1x56x56x32")]
    [InlineData("other", "attention", "1x28x28x1")]
    public void An_operator_computes_what_the_next_layer_takes(string network, string layer, string output)
    {
        using var plan = Planner.Plan(OperatorShapes.All.Single(shape => shape.Network == network && shape.Layer == layer).ToModel());
        Assert.Equal(output, plan.Model.OutputTensors.Single().Shape.ToString());
    }

    [Fact]
    public void No_shape_of_a_network_stands_twice() =>
        Assert.Distinct(OperatorShapes.All.Select(shape => shape with { Layer = "", Repeats = 0 }));

    [Theory]
    [InlineData("coral_tf2_mobilenet_v2_1.0_224_ptq.tflite", "mobilenet_v2")]
    [InlineData("made_mobilenet_v1_1.0_224_int8pc.tflite", "mobilenet_v1")]
    public void A_published_model_has_the_sums_and_pools_of_the_table(string file, string network)
    {
        using var plan = Planner.Plan(TfLiteReader.Load(SharedFiles.Require("models", file)));
        var expected = OperatorShapes.All.Where(shape => shape.Network == network && shape.Operator is "add" or "mean" or "average_pool")
            .SelectMany(shape => Enumerable.Repeat($"1x{shape.Height}x{shape.Width}x{shape.Channels}", shape.Repeats));
        var actual = plan.Steps.Select(step => step.Operator).Where(op => op is Binary or Reduce or Pool2D).Select(op => plan.Model.Tensors[op!.Inputs[0]].Shape.ToString());
        Assert.Equal(expected.Order(), actual.Order());
    }

    [Theory]
    [InlineData("")]
    [InlineData("n,l,add,1,1,1,")]
    [InlineData("n,l,sub,1,1,1,,1")]
    [InlineData("n,l,add,1,x,1,,1")]
    public void Another_line_is_no_operator(string line) => Assert.Throws<FormatException>(() => OperatorShape.Parse(line));

    [Theory]
    [InlineData("n,l,max_pool,4,4,8,2x2,1")]
    [InlineData("n,l,mul,4,4,8,1,1")]
    [InlineData("n,l,pad,4,4,8,,1")]
    public void A_detail_that_does_not_fit_the_operator_is_refused(string line)
    {
        var shape = OperatorShape.Parse(line);
        Assert.Contains(shape.Operator, Assert.Throws<FormatException>(shape.ToModel).Message, StringComparison.Ordinal);
    }
}
