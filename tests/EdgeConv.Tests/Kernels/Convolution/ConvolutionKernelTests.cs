using EdgeConv.Kernels.Convolution;

namespace EdgeConv.Tests.Kernels.Convolution;

/// <summary>Every kernel of the list against the scalar one, byte for byte.</summary>
public class ConvolutionKernelTests
{
    public static TheoryData<string> Kernels => ConvolutionRun.Names(ConvolutionKernels.All);

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Every_kernel_equals_the_scalar_one(string name) => KernelProperty.Check(ConvolutionKernels.All, name, ConvolutionKind.Ordinary);
}
