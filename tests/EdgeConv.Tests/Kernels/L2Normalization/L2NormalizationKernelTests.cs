using EdgeConv.Kernels.L2Normalization;

namespace EdgeConv.Tests.Kernels.L2Normalization;

public class L2NormalizationKernelTests
{
    public static TheoryData<string> Kernels => ListProperty.Names(L2NormalizationKernels.All);

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Every_kernel_equals_the_scalar_one(string name) => ListProperty.Check(L2NormalizationKernels.All, name, Draw);

    private static unsafe Func<nint, L2NormalizationArguments> Draw(Random random, CaseMemory memory, out int bytes)
    {
        var (rows, depth) = (random.Next(1, 5), random.Next(6) == 0 ? random.Next(1, 1500) : random.Next(1, 70));
        bytes = rows * depth;
        var input = memory.Values(random, bytes);
        var zeroPoint = random.Next(-128, 128);
        var isFlat = random.Next(8) == 0;
        for (var i = 0; isFlat && i < bytes; i++)
            input[i] = (sbyte)Math.Min(zeroPoint + random.Next(2), sbyte.MaxValue);
        var arguments = new L2NormalizationArguments { Rows = rows, Depth = depth, Input = input, InputZeroPoint = zeroPoint, InputShift = random.Next(2) * 7 };
        return output => arguments with { Output = (sbyte*)output };
    }
}
