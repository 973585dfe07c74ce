using System.Runtime.InteropServices;
using EdgeConv.Benchmarks.Kernels;
using EdgeConv.Benchmarks.Layers;
using EdgeConv.Kernels.Convolution;
using EdgeConv.Kernels.Depthwise;
using EdgeConv.Kernels.Numerics;
using EdgeConv.Planning;
using EdgeConv.Tests.Kernels;

namespace EdgeConv.Tests.Benchmarks.Kernels;

public class ConvolutionContenderTests
{
    public static TheoryData<string> Layers =>
    [
        "n,strided,conv,15,14,3,3,3,32,2,same,1,relu",
        "n,pointwise,conv,7,7,64,1,1,96,1,same,1,none",
        "n,asymmetric,conv,9,9,32,1,7,24,1,same,1,relu",
        "n,inside,conv,9,8,16,3,3,16,2,valid,1,none",
        "n,depthwise,depthwise,14,13,64,3,3,64,1,same,1,relu",
        "n,strided depthwise,depthwise,14,13,40,5,5,40,2,same,1,relu",
    ];

    [Theory]
    [MemberData(nameof(Layers))]
    public void It_computes_the_scalar_kernels_bytes_under_either_requantization(string line)
    {
        var exact = ConvolutionCase.Of(LayerShape.Parse(line));
        var outputs = new List<byte[]>();
        foreach (var one in new[] { exact, exact.WithFloatRequantization() })
        {
            using var contender = new ConvolutionContender(one);
            contender.Run();
            var list = one.Layer.IsDepthwise ? DepthwiseKernels.All : ConvolutionKernels.All;
            var expected = ConvolutionRun.Run(list.Scalar, one.Shape, one.Operands, MemoryMarshal.Cast<byte, sbyte>(one.Input));
            Assert.Equal(expected, MemoryMarshal.Cast<byte, sbyte>(contender.Output).ToArray());
            outputs.Add(contender.Output.ToArray());
        }

        Assert.InRange(outputs[0].Distinct().Count(), 50, 256);
        // Both round the same products, one of them twice.
        Assert.All(outputs[0].Zip(outputs[1]), pair => Assert.InRange((sbyte)pair.First - (sbyte)pair.Second, -1, 1));
    }

    [Fact]
    public void Its_kernel_is_the_one_a_plan_chooses() => Assert.All(LayerShapes.All.Where(layer => layer.Network.StartsWith("mobilenet", StringComparison.Ordinal)), layer =>
    {
        using var plan = Planner.Plan(layer.ToModel());
        using var contender = new ConvolutionContender(ConvolutionCase.Of(layer));
        Assert.Equal(plan.Steps.Single().Kernel, contender.Name);
    });

    [Fact]
    public void Requantization_is_what_planning_makes_of_the_activation() => Assert.All(LayerShapes.All.Where(layer => layer.Network == "mobilenet_v2"), layer =>
        Assert.Equal(layer.HasActivation ? Requantization.ExactRightPositive : Requantization.ExactRight, ConvolutionCase.Of(layer).Shape.Requantization));

    [Fact]
    public void Padding_lies_where_planning_places_it()
    {
        var g = ConvolutionCase.Of(LayerShape.Parse("n,l,conv,224,224,3,3,3,32,2,same,1,relu")).Shape.Geometry;
        Assert.Equal((0, 0, 112), (g.PadTop, g.PadLeft, g.OutputHeight));
        g = ConvolutionCase.Of(LayerShape.Parse("n,l,conv,17,17,3,1,7,32,1,same,1,relu")).Shape.Geometry;
        Assert.Equal((0, 3, 17), (g.PadTop, g.PadLeft, g.OutputWidth));
        g = ConvolutionCase.Of(LayerShape.Parse("n,l,conv,17,17,3,3,3,32,2,valid,1,relu")).Shape.Geometry;
        Assert.Equal((0, 0, 8), (g.PadTop, g.PadLeft, g.OutputWidth));
    }
}
