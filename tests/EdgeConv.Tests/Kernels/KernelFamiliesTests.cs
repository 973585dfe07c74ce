using EdgeConv.Kernels;
using EdgeConv.Kernels.Convolution;

namespace EdgeConv.Tests.Kernels;

public class KernelFamiliesTests
{
    [Fact]
    public void Every_family_has_a_name_that_is_understood_in_any_case()
    {
        Assert.Equal(["scalar", "neon", "neondot", "avx2", "avx512", "avxvnni", "native"], KernelFamilies.Names);
        Assert.Equal("scalar", KernelFamilies.Parse("Scalar").ToString());
    }

    [Fact]
    public void A_name_of_no_family_is_refused_with_the_names_there_are()
    {
        var refusal = Assert.Throws<ArgumentException>(() => KernelFamilies.Parse("sse9"));
        Assert.Equal("There is no kernel family 'sse9' (EDGECONV_KERNELS); choose one of scalar, neon, neondot, avx2, avx512, avxvnni, native.", refusal.Message);
    }

    [Fact]
    public void A_family_the_machine_lacks_is_refused_with_those_it_has()
    {
        var lacking = Enum.GetValues<KernelFamily>().First(family => !KernelFamilies.IsSupported(family));
        var refusal = Assert.Throws<ArgumentException>(() => KernelFamilies.UpTo(lacking));
        Assert.StartsWith($"This machine cannot run '{KernelFamilies.Name(lacking)}' kernels (EDGECONV_KERNELS); it has scalar", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_named_family_lets_those_below_it_run_and_none_above()
    {
        foreach (var limit in Enum.GetValues<KernelFamily>().Where(KernelFamilies.IsSupported))
        {
            var families = KernelFamilies.UpTo(limit);
            Assert.All(Enum.GetValues<KernelFamily>(), family => Assert.Equal(KernelFamilies.IsSupported(family) && family <= limit, families.Allows(family)));
        }
    }

    [Fact]
    public void A_kernel_that_is_taken_away_leaves_its_place_to_the_next()
    {
        var list = ConvolutionKernels.All.Kernels.Where(kernel => KernelFamilies.IsSupported(kernel.Family)).ToArray();
        var families = KernelFamilies.Any;
        foreach (var kernel in list)
        {
            Assert.True(families.Allows(kernel));
            families = families.Without(kernel.Name);
            Assert.Equal(kernel.Family == KernelFamily.Scalar, families.Allows(kernel));
        }

        Assert.Same(ConvolutionKernels.All.Scalar, ConvolutionKernels.All.Choose(default, families).Kernel);
        Assert.Equal("scalar without a without b", KernelFamilies.Parse("scalar").Without("b").Without("a").ToString());
    }
}
