using EdgeConv.Kernels;
using EdgeConv.Models;
using EdgeConv.Planning;
using EdgeConv.Tensors;

namespace EdgeConv.Tests.Planning.Lowering;

/// <summary>A file may ask for no pictures, or for no output channels: there is nothing to compute, and no kernel may count tiles of nothing.</summary>
public class EmptyConvolutionTests
{
    public static TheoryData<KernelFamily> Families => [.. Enum.GetValues<KernelFamily>().Where(KernelFamilies.IsSupported)];

    [Theory]
    [MemberData(nameof(Families))]
    public void Nothing_comes_out_of_convolutions_of_nothing(KernelFamily family)
    {
        var options = new PlanOptions { Kernels = KernelFamilies.UpTo(family) };
        foreach (var (batches, channels, outputs, filter) in new[] { (0, 8, 16, 1), (0, 8, 16, 3), (0, 3, 16, 3), (1, 8, 0, 1), (1, 8, 0, 3), (1, 3, 0, 3) })
        {
            var model = new OneOperator();
            var input = model.Input(new Shape(batches, 4, 4, channels), new sbyte[batches * 16 * channels], new(1f, 0));
            var weights = model.Constant(new Shape(outputs, filter, filter, channels), new sbyte[outputs * filter * filter * channels], new(1f, 0));
            var output = model.Result(ElementType.Int8, new(1f, 0));

            Assert.Empty(model.Then(new Conv2D(new Window(Padding.Same, 1, 1), Activation.None), [input, weights], [output]).Run<sbyte>(output, options).Values);
        }
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Nothing_comes_out_of_a_matrix_of_nothing(KernelFamily family)
    {
        var model = new OneOperator();
        var input = model.Input(new Shape(1, 8), new sbyte[8], new(1f, 0));
        var weights = model.Constant<sbyte>(new Shape(0, 8), [], new(1f, 0));
        var output = model.Result(ElementType.Int8, new(1f, 0));

        Assert.Empty(model.Then(new FullyConnected(Activation.None, KeepDimensions: false), [input, weights], [output]).Run<sbyte>(output, new PlanOptions { Kernels = KernelFamilies.UpTo(family) }).Values);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Nothing_comes_out_of_a_transposed_convolution_to_no_channels(KernelFamily family)
    {
        var model = new OneOperator();
        var shape = model.Constant(new Shape(4), [1, 8, 8, 0]);
        var weights = model.Constant<sbyte>(new Shape(0, 2, 2, 8), [], new(1f, 0));
        var input = model.Input(new Shape(1, 4, 4, 8), new sbyte[128], new(1f, 0));
        var output = model.Result(ElementType.Int8, new(1f, 0));

        Assert.Empty(model.Then(new TransposeConv(new Window(Padding.Same, 2, 2), Activation.None), [shape, weights, input], [output]).Run<sbyte>(output, new PlanOptions { Kernels = KernelFamilies.UpTo(family) }).Values);
    }
}
