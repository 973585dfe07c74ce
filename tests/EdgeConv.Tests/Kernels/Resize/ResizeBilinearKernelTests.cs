using EdgeConv.Kernels.Resize;

namespace EdgeConv.Tests.Kernels.Resize;

public class ResizeBilinearKernelTests
{
    public static TheoryData<string> Kernels => ListProperty.Names(ResizeKernels.Bilinear);

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Every_kernel_equals_the_scalar_one(string name) => ListProperty.Check(ResizeKernels.Bilinear, name, Draw);

    private static unsafe Func<nint, ResizeBilinearArguments<sbyte>> Draw(Random random, CaseMemory memory, out int bytes)
    {
        var g = RandomResize.Of(random);
        bytes = g.Batches * g.OutputHeight * g.OutputWidth * g.Channels;
        var input = memory.Values(random, g.Batches * g.InputHeight * g.InputWidth * g.Channels);
        return output => new ResizeBilinearArguments<sbyte> { Geometry = g, Input = input, Output = (sbyte*)output };
    }
}
