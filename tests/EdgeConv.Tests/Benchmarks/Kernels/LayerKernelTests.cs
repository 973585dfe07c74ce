using System.Collections;
using System.Reflection;
using EdgeConv.Benchmarks.Kernels;
using EdgeConv.Benchmarks.Layers;
using EdgeConv.Kernels;
using EdgeConv.Kernels.Convolution;
using EdgeConv.Planning;

namespace EdgeConv.Tests.Benchmarks.Kernels;

public class LayerKernelTests
{
    public static TheoryData<string> Operators => [.. OperatorModel.Operators];

    [Fact]
    public void No_kernel_of_any_list_is_left_unmeasured()
    {
        var measured = AllLayers.Layers.SelectMany(LayerKernel.Of).SelectMany(kernel => kernel.Name.Split('+')).ToHashSet();
        var written = Lists().SelectMany(KernelsOf).Where(kernel => kernel.Family != KernelFamily.Scalar && KernelFamilies.IsSupported(kernel.Family)).Select(kernel => kernel.Name).ToHashSet();
        Assert.Equal([], written.Except(measured));
    }

    [Fact]
    public void Kernels_come_in_the_order_of_their_list_and_the_first_is_the_one_a_plan_chooses() => Assert.All(AllLayers.Layers.Where(layer => layer.Network == "mobilenet_v1"), layer =>
    {
        var kernels = LayerKernel.Of(layer).Select(kernel => kernel.Name).ToArray();
        using var plan = Planner.Plan(layer.ToModel());
        Assert.Equal(plan.Steps.Single().Kernel, kernels[0]);
        Assert.Distinct(kernels);
        var list = Lists().Select(KernelsOf).Select(list => list.Select(kernel => kernel.Name).ToArray()).First(list => list.Contains(kernels[0]));
        Assert.Equal(kernels, list.Where(kernels.Contains).Distinct());
    });

    [Fact]
    public void The_scalar_kernel_is_measured_only_where_there_is_no_other()
    {
        var layer = LayerShapes.All[0];
        var names = LayerKernel.Of(layer).Select(kernel => kernel.Name).ToArray();
        Assert.Equal(ConvolutionKernels.All.Kernels.Any(kernel => kernel.Family != KernelFamily.Scalar && KernelFamilies.IsSupported(kernel.Family)), !names.Contains(ConvolutionKernels.All.Scalar.Name));
        Assert.NotEmpty(names);
    }

    [Theory]
    [MemberData(nameof(Operators))]
    public void Every_kernel_of_an_operator_computes_the_scalar_kernels_bytes(string op) => Assert.All(OperatorShapes.All.Where(shape => shape.Operator == op), shape =>
    {
        using var scalar = new KernelRun(new LayerKernel(shape, "scalar", KernelFamilies.UpTo(KernelFamily.Scalar)));
        scalar.Run();
        // One value everywhere would come from operands that saturate, or from an operator that is not there.
        Assert.InRange(scalar.Output.ToArray().Distinct().Count(), 3, 256);
        Assert.All(LayerKernel.Of(shape), kernel =>
        {
            using var run = new KernelRun(kernel);
            run.Run();
            Assert.Equal(scalar.Output, run.Output);
        });
    });

    private static IEnumerable<object> Lists() =>
        from type in typeof(KernelList<>).Assembly.GetTypes()
        from property in type.GetProperties(BindingFlags.Public | BindingFlags.Static)
        where property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(KernelList<>)
        select property.GetValue(null);

    private static IEnumerable<(string Name, KernelFamily Family)> KernelsOf(object list) =>
        from object kernel in (IEnumerable)Property(list, "Kernels")
        select ((string)Property(kernel, "Name"), (KernelFamily)Property(kernel, "Family"));

    private static object Property(object owner, string name) => owner.GetType().GetProperty(name)!.GetValue(owner)!;
}
