using EdgeConv.Kernels.PRelu;

namespace EdgeConv.Tests.Kernels.PRelu;

public class PReluKernelTests
{
    public static TheoryData<string> Kernels => ListProperty.Names(PReluKernels.All);

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Every_kernel_equals_the_scalar_one(string name) => ListProperty.Check(PReluKernels.All, name, Draw);

    private static unsafe Func<nint, PReluArguments> Draw(Random random, CaseMemory memory, out int bytes)
    {
        var operands = RandomBroadcast.Of(random);
        bytes = operands.Output.ElementCount;
        var (identity, alpha) = (RandomBroadcast.BelowOne(random), RandomBroadcast.BelowOne(random));
        var arguments = new PReluArguments
        {
            Geometry = operands.Geometry,
            Input = memory.Values(random, operands.Left.ElementCount),
            Alpha = memory.Values(random, operands.Right.ElementCount),
            InputZeroPoint = random.Next(-128, 128),
            AlphaZeroPoint = random.Next(-128, 128),
            OutputZeroPoint = random.Next(-128, 128),
            IdentityMultiplier = random.Next(4) == 0 ? identity with { Shift = random.Next(1, 31) } : identity,
            AlphaMultiplier = random.Next(4) == 0 ? alpha with { Shift = random.Next(1, 31) } : alpha,
        };
        return output => arguments with { Output = (sbyte*)output };
    }
}
