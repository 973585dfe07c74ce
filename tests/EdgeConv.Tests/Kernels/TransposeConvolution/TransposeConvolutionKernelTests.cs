using EdgeConv.Kernels.TransposeConvolution;

namespace EdgeConv.Tests.Kernels.TransposeConvolution;

/// <summary>Every kernel of the list against the scalar one, byte for byte.</summary>
public class TransposeConvolutionKernelTests
{
    public static TheoryData<string> Kernels => ConvolutionRun.Names(TransposeConvolutionKernels.All);

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Every_kernel_equals_the_scalar_one(string name) => KernelProperty.Check(TransposeConvolutionKernels.All, name, ConvolutionKind.Transposed);
}
