using System.Numerics;
using EdgeConv.Kernels.ArgMax;

namespace EdgeConv.Tests.Kernels.ArgMax;

public class ArgMaxKernelTests
{
    public static TheoryData<string> Kernels => ListProperty.Names(ArgMaxKernels.All<sbyte, int>());

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Every_kernel_equals_the_scalar_one(string name)
    {
        ListProperty.Check(ArgMaxKernels.All<sbyte, int>(), name, Draw<int>);
        ListProperty.Check(ArgMaxKernels.All<sbyte, long>(), name, Draw<long>);
    }

    private static unsafe Func<nint, ArgMaxArguments<sbyte, TIndex>> Draw<TIndex>(Random random, CaseMemory memory, out int bytes)
        where TIndex : unmanaged, INumberBase<TIndex>
    {
        var arguments = new ArgMaxArguments<sbyte, TIndex>
        {
            Outer = random.Next(1, 6),
            Extent = random.Next(4) == 0 ? random.Next(1, 400) : random.Next(1, 30),
            Inner = random.Next(2) == 0 ? 1 : random.Next(1, 50),
        };
        bytes = arguments.Outer * arguments.Inner * sizeof(TIndex);
        arguments.Input = memory.Values(random, arguments.Outer * arguments.Extent * arguments.Inner);
        return output => arguments with { Output = (TIndex*)output };
    }
}
