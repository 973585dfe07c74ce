using EdgeConv.Benchmarks.Layers;
using EdgeConv.Models;
using EdgeConv.Planning;

namespace EdgeConv.Tests.Benchmarks.Layers;

public class LayerShapesTests
{
    [Theory]
    [InlineData("mobilenet_v1", 27, 567_716_352)]
    [InlineData("mobilenet_v2", 52, 299_494_272)]
    [InlineData("efficientnet_lite0", 49, 383_907_552)]
    [InlineData("inception_v3", 94, 5_711_168_096)]
    [InlineData("resnet_50", 53, 4_087_136_256)]
    public void Networks_have_the_layers_and_multiplications_they_are_known_for(string network, int layers, long macs)
    {
        var shapes = LayerShapes.All.Where(shape => shape.Network == network).ToArray();
        Assert.Equal(layers, shapes.Sum(shape => shape.Repeats));
        Assert.Equal(macs, shapes.Sum(shape => shape.Macs * shape.Repeats));
    }

    [Fact]
    public void No_shape_of_a_network_stands_twice() =>
        Assert.Distinct(LayerShapes.All.Select(shape => shape with { Layer = "", Repeats = 0 }));

    [Fact]
    public void Every_layer_can_be_planned_and_is_what_the_table_says() => Assert.All(LayerShapes.All, shape =>
    {
        using var plan = Planner.Plan(LayerModel.Of(shape));
        var step = Assert.Single(plan.Steps);
        Assert.Equal(shape.Macs, step.Macs);
        Assert.Equal(shape.IsDepthwise, step.Operator is DepthwiseConv2D);
        Assert.Equal($"1x{shape.OutputHeight}x{shape.OutputWidth}x{shape.OutputChannels}", plan.Model.OutputTensors.Single().Shape.ToString());
    });

    [Fact]
    public void A_published_model_has_the_layers_of_the_table()
    {
        using var plan = Planner.Plan(EdgeConv.Formats.TfLite.TfLiteReader.Load(SharedFiles.Require("models", "coral_tf2_mobilenet_v2_1.0_224_ptq.tflite")));
        // The classifier on top is a 1x1 convolution there, and belongs to no table of layers.
        const long classifier = 1280 * 1001;
        var expected = LayerShapes.All.Where(shape => shape.Network == "mobilenet_v2").SelectMany(shape => Enumerable.Repeat(shape.Macs, shape.Repeats));
        Assert.Equal(expected.Append(classifier).Order(), plan.Steps.Where(step => step.Operator is Conv2D or DepthwiseConv2D).Select(step => step.Macs).Order());
    }

    [Theory]
    [InlineData("")]
    [InlineData("n,l,conv,1,1,1,1,1,1,1,same,1")]
    [InlineData("n,l,pool,1,1,1,1,1,1,1,same,1,relu")]
    [InlineData("n,l,conv,1,1,1,1,1,1,1,full,1,relu")]
    [InlineData("n,l,conv,1,x,1,1,1,1,1,same,1,relu")]
    public void Another_line_is_no_layer(string line) => Assert.Throws<FormatException>(() => LayerShape.Parse(line));
}
