using EdgeConv.Kernels.Resize;

namespace EdgeConv.Tests.Kernels.Resize;

public class ResizeBilinearUInt8KernelTests
{
    public static TheoryData<string> Kernels => ListProperty.Names(ResizeKernels.BilinearUInt8);

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Every_kernel_equals_the_scalar_one(string name) => ListProperty.Check(ResizeKernels.BilinearUInt8, name, Draw);

    private static unsafe Func<nint, ResizeBilinearArguments<byte>> Draw(Random random, CaseMemory memory, out int bytes)
    {
        var g = RandomResize.Of(random);
        bytes = g.Batches * g.OutputHeight * g.OutputWidth * g.Channels;
        var input = (byte*)memory.Values(random, g.Batches * g.InputHeight * g.InputWidth * g.Channels);
        return output => new ResizeBilinearArguments<byte> { Geometry = g, Input = input, Output = (byte*)output };
    }
}
