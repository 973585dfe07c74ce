using EdgeConv.Kernels;
using EdgeConv.Models;
using EdgeConv.Planning;
using EdgeConv.Tensors;

namespace EdgeConv.Tests.Planning;

/// <summary>Groups of a convolution may be as narrow as one output channel; fast kernels, whose tiles are wider, take them all the same.</summary>
public class NarrowGroupTests
{
    [Theory]
    [InlineData(16, 4, 1)]
    [InlineData(16, 4, 3)]
    [InlineData(8, 3, 3)]
    [InlineData(6, 1, 3)]
    public void Narrow_groups_come_out_as_the_scalar_kernel_has_them_and_are_not_left_to_it(int groups, int width, int filter)
    {
        Assert.SkipUnless(KernelFamilies.IsSupported(KernelFamily.Avx2) || KernelFamilies.IsSupported(KernelFamily.Neon), "this machine has scalar kernels only");
        const int Inputs = 5;
        var model = new OneOperator();
        var input = model.Input(new Shape(1, 9, 7, groups * Inputs), Noise.SignedBytes(1, 63 * groups * Inputs), new(0.02f, -3));
        var weights = model.Constant(new Shape(groups * width, filter, filter, Inputs), Noise.SignedBytes(2, groups * width * filter * filter * Inputs), new(0.01f, 0));
        var output = model.Result(ElementType.Int8, new(0.1f * filter, 4));
        model.Then(new Conv2D(new Window(Padding.Same, 1, 1), Activation.None), [input, weights], [output]);

        using var plan = Planner.Plan(model.ToModel(output), new PlanOptions { Kernels = KernelFamilies.Any });
        Assert.NotEqual(KernelFamily.Scalar, Assert.Single(plan.Steps).Family);
        var (_, expected) = model.Run<sbyte>(output, new PlanOptions { Kernels = KernelFamilies.UpTo(KernelFamily.Scalar) });
        var (_, actual) = model.Run<sbyte>(output, new PlanOptions { Kernels = KernelFamilies.Any });
        Assert.Equal(expected, actual);
        Assert.True(expected.Distinct().Count() > 20);
    }
}
