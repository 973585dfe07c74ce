using EdgeConv.Kernels.Numerics;
using EdgeConv.Kernels.Softmax;

namespace EdgeConv.Tests.Kernels.Softmax;

public class SoftmaxKernelTests
{
    public static TheoryData<string> Kernels => ListProperty.Names(SoftmaxKernels.All);

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Every_kernel_equals_the_scalar_one(string name) => ListProperty.Check(SoftmaxKernels.All, name, Draw);

    private static unsafe Func<nint, SoftmaxArguments> Draw(Random random, CaseMemory memory, out int bytes)
    {
        var (rows, depth) = (random.Next(1, 4), random.Next(3) == 0 ? random.Next(1, 1200) : random.Next(1, 40));
        bytes = rows * depth;
        var factor = new QuantizedMultiplier(random.Next(1 << 30, int.MaxValue), random.Next(1, 30));
        var diffMin = -GemmlowpFixedPoint.InputRadius(5, factor.Shift);
        var arguments = new SoftmaxArguments
        {
            Rows = rows,
            Depth = depth,
            Input = memory.Values(random, bytes),
            Multiplier = factor.Multiplier,
            Shift = factor.Shift,
            DiffMin = diffMin,
            Exponentials = memory.Copy<int>(Softmax_Table.Exponentials(factor, diffMin)),
        };
        return output => arguments with { Output = (sbyte*)output };
    }
}
