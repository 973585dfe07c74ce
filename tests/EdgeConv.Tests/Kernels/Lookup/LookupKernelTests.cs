using EdgeConv.Kernels.Lookup;

namespace EdgeConv.Tests.Kernels.Lookup;

public class LookupKernelTests
{
    public static TheoryData<string> Kernels => ListProperty.Names(LookupKernels.All);

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Every_kernel_equals_the_scalar_one(string name) => ListProperty.Check(LookupKernels.All, name, Draw);

    private static unsafe Func<nint, LookupArguments> Draw(Random random, CaseMemory memory, out int bytes)
    {
        var count = bytes = random.Next(8) == 0 ? random.Next(4000, 13000) : random.Next(300);
        var input = memory.Values(random, count);
        var table = memory.Values(random, 256);
        return output => new LookupArguments { Input = input, Table = table, Output = (sbyte*)output, Count = count };
    }
}
