using EdgeConv.Kernels.Mul;

namespace EdgeConv.Tests.Kernels.Mul;

public class MulKernelTests
{
    public static TheoryData<string> Kernels => ListProperty.Names(MulKernels.All);

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Every_kernel_equals_the_scalar_one(string name) => ListProperty.Check(MulKernels.All, name, Draw);

    private static unsafe Func<nint, MulArguments> Draw(Random random, CaseMemory memory, out int bytes)
    {
        var operands = RandomBroadcast.Of(random);
        bytes = operands.Output.ElementCount;
        var min = random.Next(2) == 0 ? -128 : random.Next(-128, 128);
        var factor = RandomBroadcast.BelowOne(random);
        var arguments = new MulArguments
        {
            Geometry = operands.Geometry,
            Left = memory.Values(random, operands.Left.ElementCount),
            Right = memory.Values(random, operands.Right.ElementCount),
            LeftZeroPoint = random.Next(-128, 128),
            RightZeroPoint = random.Next(-128, 128),
            OutputZeroPoint = random.Next(-128, 128),
            Multiplier = random.Next(4) == 0 ? factor with { Shift = random.Next(1, 12) } : factor,
            OutputMin = min,
            OutputMax = random.Next(min, 128),
        };
        return output => arguments with { Output = (sbyte*)output };
    }
}
