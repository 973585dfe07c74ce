using EdgeConv.Kernels.Fill;

namespace EdgeConv.Tests.Kernels.Fill;

public class FillKernelTests
{
    public static TheoryData<string> Kernels => ListProperty.Names(FillKernels.All);

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Every_kernel_equals_the_scalar_one(string name) => ListProperty.Check(FillKernels.All, name, Draw);

    private static unsafe Func<nint, FillArguments> Draw(Random random, CaseMemory memory, out int bytes)
    {
        var arguments = new FillArguments { ElementSize = 1 << random.Next(4), Value = random.NextInt64(long.MinValue, long.MaxValue), Count = random.Next(random.Next(8) == 0 ? 20000 : 300) };
        bytes = arguments.Count * arguments.ElementSize;
        return output => arguments with { Output = (byte*)output };
    }
}
