using EdgeConv.Kernels;
using EdgeConv.Kernels.Pooling;

namespace EdgeConv.Tests.Kernels.Pooling;

public class PoolKernelTests
{
    public static TheoryData<string> Means => ListProperty.Names(PoolKernels.Average);

    public static TheoryData<string> Maxima => ListProperty.Names(PoolKernels.Max);

    [Theory]
    [MemberData(nameof(Means))]
    public void Every_kernel_for_means_equals_the_scalar_one(string name) => ListProperty.Check(PoolKernels.Average, name, Draw);

    [Theory]
    [MemberData(nameof(Maxima))]
    public void Every_kernel_for_maxima_equals_the_scalar_one(string name) => ListProperty.Check(PoolKernels.Max, name, Draw);

    private static unsafe Func<nint, PoolArguments> Draw(Random random, CaseMemory memory, out int bytes)
    {
        var g = new WindowGeometry
        {
            Batches = random.Next(1, 3),
            InputHeight = random.Next(1, 9),
            InputWidth = random.Next(1, 9),
            InputChannels = random.Next(1, 40),
            FilterHeight = random.Next(1, 5),
            FilterWidth = random.Next(1, 5),
            StrideHeight = random.Next(1, 3),
            StrideWidth = random.Next(1, 3),
        };
        g.OutputChannels = g.InputChannels;
        g.PadTop = random.Next(g.FilterHeight);
        g.PadLeft = random.Next(g.FilterWidth);
        // Every window covers a cell: the last may begin on the last row or column.
        g.OutputHeight = random.Next(0, (g.InputHeight - 1 + g.PadTop) / g.StrideHeight + 1) + 1;
        g.OutputWidth = random.Next(0, (g.InputWidth - 1 + g.PadLeft) / g.StrideWidth + 1) + 1;
        bytes = g.Batches * g.OutputHeight * g.OutputWidth * g.OutputChannels;
        var min = random.Next(2) == 0 ? -128 : random.Next(-128, 128);
        var arguments = new PoolArguments
        {
            Geometry = g,
            Input = memory.Values(random, g.Batches * g.InputHeight * g.InputWidth * g.InputChannels),
            StoredOffset = random.Next(2) * 128,
            OutputMin = min,
            OutputMax = random.Next(min, 128),
        };
        return output => arguments with { Output = (sbyte*)output };
    }
}
