using EdgeConv.Kernels.Quantize;

namespace EdgeConv.Tests.Kernels.Quantize;

public class QuantizeKernelTests
{
    public static TheoryData<string> Kernels => ListProperty.Names(QuantizeKernels.All);

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Every_kernel_equals_the_scalar_one(string name) => ListProperty.Check(QuantizeKernels.All, name, Draw);

    private static unsafe Func<nint, QuantizeArguments> Draw(Random random, CaseMemory memory, out int bytes)
    {
        var (count, scale) = (random.Next(1, 200), MathF.Pow(2, random.Next(-10, 3)));
        bytes = count;
        // Halves, which round away from 0, what lies just beside them, and what is no number of steps at all.
        float Value() => random.Next(8) switch
        {
            0 => (random.Next(-140, 140) + 0.5f) * scale,
            1 => MathF.BitDecrement((random.Next(-140, 140) + 0.5f) * scale),
            2 => new[] { float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.MaxValue, -0f, 1e-40f }[random.Next(6)],
            _ => (random.NextSingle() - 0.5f) * 300 * scale,
        };
        var input = memory.Copy<float>(Enumerable.Range(0, count).Select(_ => Value()).ToArray());
        var zeroPoint = random.Next(-128, 128);
        return output => new QuantizeArguments { Input = input, Output = (sbyte*)output, Count = count, Scale = scale, ZeroPoint = zeroPoint };
    }
}
