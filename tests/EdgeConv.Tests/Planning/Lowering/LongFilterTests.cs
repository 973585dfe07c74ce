using EdgeConv.Kernels;
using EdgeConv.Models;
using EdgeConv.Planning;
using EdgeConv.Tensors;

namespace EdgeConv.Tests.Planning.Lowering;

/// <summary>A file may ask for a filter as long as its weights: kernels that keep a pointer or a copy for each tap leave it to the one that does not.</summary>
public class LongFilterTests
{
    private const int Taps = 1_100_000;

    public static TheoryData<KernelFamily> Families => [.. Enum.GetValues<KernelFamily>().Where(KernelFamilies.IsSupported)];

    [Theory]
    [MemberData(nameof(Families))]
    public void A_filter_of_a_million_taps_is_left_to_the_scalar_kernel(KernelFamily family)
    {
        var values = new sbyte[Taps];
        values[^1] = 1;
        var filter = new sbyte[Taps];
        filter[^1] = 7;
        var model = new OneOperator();
        var input = model.Input(new Shape(1, 1, Taps, 1), values, new(1f, 0));
        var weights = model.Constant(new Shape(1, 1, Taps, 1), filter, new(1f, 0));
        var output = model.Result(ElementType.Int8, new(1f, 0));
        var options = new PlanOptions { Kernels = KernelFamilies.UpTo(family) };

        var (_, result) = model.Then(new Conv2D(new Window(Padding.Valid, 1, 1), Activation.None), [input, weights], [output]).Run<sbyte>(output, options);
        using var plan = Planner.Plan(model.ToModel(output), options);

        Assert.Equal<sbyte>([7], result);
        var step = Assert.Single(plan.Steps);
        Assert.Equal(KernelFamily.Scalar, step.Family);
        Assert.All(step.Refusals, refusal => Assert.EndsWith("its taps would take too much memory", refusal, StringComparison.Ordinal));
    }
}
