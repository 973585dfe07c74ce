using EdgeConv.Benchmarks.Kernels;
using EdgeConv.Benchmarks.Layers;
using EdgeConv.Kernels.Convolution;
using EdgeConv.Kernels.Depthwise;

namespace EdgeConv.Tests.Benchmarks.Kernels;

public class KernelRunTests
{
    public static TheoryData<string> Layers =>
    [
        "n,strided,conv,15,14,3,3,3,32,2,same,1",
        "n,pointwise,conv,7,7,64,1,1,96,1,same,1",
        "n,asymmetric,conv,9,9,32,1,7,24,1,same,1",
        "n,inside,conv,9,8,16,3,3,16,2,valid,1",
        "n,depthwise,depthwise,14,13,64,3,3,64,1,same,1",
        "n,strided depthwise,depthwise,14,13,40,5,5,40,2,same,1",
    ];

    [Theory]
    [MemberData(nameof(Layers))]
    public void Every_kernel_computes_the_scalar_kernels_bytes(string line)
    {
        var layer = LayerShape.Parse(line);
        using var scalar = new KernelRun(layer, (layer.IsDepthwise ? DepthwiseKernels.All : ConvolutionKernels.All).Scalar);
        scalar.Run();
        Assert.InRange(scalar.Output.ToArray().Distinct().Count(), 50, 256);
        Assert.All(LayerKernels.Of(layer), kernel =>
        {
            using var run = new KernelRun(layer, kernel);
            run.Run();
            Assert.Equal(scalar.Output, run.Output);
        });
    }

    [Fact]
    public void The_first_kernel_is_the_one_a_plan_chooses() => Assert.All(LayerShapes.All.Where(layer => layer.Network == "mobilenet_v1"), layer =>
    {
        using var plan = EdgeConv.Planning.Planner.Plan(LayerModel.Of(layer));
        Assert.Equal(plan.Steps.Single().Kernel, LayerKernels.Of(layer)[0].Name);
    });

    [Fact]
    public void Padding_lies_where_planning_places_it()
    {
        var g = LayerKernels.Shape(LayerShape.Parse("n,l,conv,224,224,3,3,3,32,2,same,1")).Geometry;
        Assert.Equal((0, 0, 112), (g.PadTop, g.PadLeft, g.OutputHeight));
        g = LayerKernels.Shape(LayerShape.Parse("n,l,conv,17,17,3,1,7,32,1,same,1")).Geometry;
        Assert.Equal((0, 3, 17), (g.PadTop, g.PadLeft, g.OutputWidth));
        g = LayerKernels.Shape(LayerShape.Parse("n,l,conv,17,17,3,3,3,32,2,valid,1")).Geometry;
        Assert.Equal((0, 0, 8), (g.PadTop, g.PadLeft, g.OutputWidth));
    }
}
