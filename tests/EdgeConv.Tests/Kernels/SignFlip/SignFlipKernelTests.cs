using EdgeConv.Kernels.SignFlip;

namespace EdgeConv.Tests.Kernels.SignFlip;

public class SignFlipKernelTests
{
    public static TheoryData<string> Kernels => ListProperty.Names(SignFlipKernels.All);

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Every_kernel_equals_the_scalar_one(string name) => ListProperty.Check(SignFlipKernels.All, name, Draw);

    private static unsafe Func<nint, SignFlipArguments> Draw(Random random, CaseMemory memory, out int bytes)
    {
        var count = bytes = random.Next(300);
        var input = (byte*)memory.Values(random, count);
        return output => new SignFlipArguments { Input = input, Output = (byte*)output, Count = count };
    }
}
