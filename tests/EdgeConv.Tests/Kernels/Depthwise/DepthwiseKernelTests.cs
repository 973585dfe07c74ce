using EdgeConv.Kernels.Depthwise;

namespace EdgeConv.Tests.Kernels.Depthwise;

/// <summary>Every kernel of the list against the scalar one, byte for byte.</summary>
public class DepthwiseKernelTests
{
    public static TheoryData<string> Kernels => ConvolutionRun.Names(DepthwiseKernels.All);

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Every_kernel_equals_the_scalar_one(string name) => KernelProperty.Check(DepthwiseKernels.All, name, ConvolutionKind.Depthwise);
}
