using EdgeConv.Kernels.Resize;

namespace EdgeConv.Tests.Kernels.Resize;

public class ResizeNearestKernelTests
{
    public static TheoryData<string> Kernels => ListProperty.Names(ResizeKernels.Nearest);

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Every_kernel_equals_the_scalar_one(string name) => ListProperty.Check(ResizeKernels.Nearest, name, Draw);

    private static unsafe Func<nint, ResizeNearestArguments> Draw(Random random, CaseMemory memory, out int bytes)
    {
        var g = RandomResize.Of(random);
        var pixel = g.Channels * (1 << random.Next(4));
        bytes = g.Batches * g.OutputHeight * g.OutputWidth * pixel;
        var input = (byte*)memory.Values(random, g.Batches * g.InputHeight * g.InputWidth * pixel);
        return output => new ResizeNearestArguments { Geometry = g, Input = input, Output = (byte*)output, PixelSize = pixel };
    }
}
