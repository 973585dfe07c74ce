using EdgeConv.Kernels.Add;
using EdgeConv.Kernels.Numerics;

namespace EdgeConv.Tests.Kernels.Add;

public class AddKernelTests
{
    public static TheoryData<string> Kernels => ListProperty.Names(AddKernels.All);

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Every_kernel_equals_the_scalar_one(string name) => ListProperty.Check(AddKernels.All, name, Draw);

    private static unsafe Func<nint, AddArguments> Draw(Random random, CaseMemory memory, out int bytes)
    {
        var operands = RandomBroadcast.Of(random);
        bytes = operands.Output.ElementCount;
        var min = random.Next(2) == 0 ? -128 : random.Next(-128, 128);
        var arguments = new AddArguments
        {
            Geometry = operands.Geometry,
            Left = memory.Values(random, operands.Left.ElementCount),
            Right = memory.Values(random, operands.Right.ElementCount),
            RightSign = random.Next(2) * 2 - 1,
            LeftZeroPoint = random.Next(-128, 128),
            RightZeroPoint = random.Next(-128, 128),
            OutputZeroPoint = random.Next(-128, 128),
            LeftMultiplier = OperandMultiplier(random),
            RightMultiplier = OperandMultiplier(random),
            OutputMultiplier = RandomBroadcast.BelowOne(random),
            OutputMin = min,
            OutputMax = random.Next(min, 128),
        };
        return output => arguments with { Output = (sbyte*)output };
    }

    /// <summary>In a network the operand with the larger scale is multiplied by 1/2.</summary>
    private static QuantizedMultiplier OperandMultiplier(Random random) => random.Next(2) == 0 ? new QuantizedMultiplier(1 << 30, 0) : RandomBroadcast.BelowOne(random);
}
