using EdgeConv.Kernels.Dequantize;

namespace EdgeConv.Tests.Kernels.Dequantize;

public class DequantizeKernelTests
{
    public static TheoryData<string> Kernels => ListProperty.Names(DequantizeKernels.Int8);

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Every_kernel_equals_the_scalar_one(string name) => ListProperty.Check(DequantizeKernels.Int8, name, Draw);

    private static unsafe Func<nint, DequantizeArguments<sbyte>> Draw(Random random, CaseMemory memory, out int bytes)
    {
        var count = random.Next(1, 200);
        bytes = count * sizeof(float);
        var input = memory.Values(random, count);
        var (scale, zeroPoint) = (random.NextSingle(), random.Next(-128, 128));
        return output => new DequantizeArguments<sbyte> { Input = input, Output = (float*)output, Count = count, Scale = scale, ZeroPoint = zeroPoint };
    }
}
