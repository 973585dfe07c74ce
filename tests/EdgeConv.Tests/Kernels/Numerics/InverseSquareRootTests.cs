using EdgeConv.Kernels.Numerics;

namespace EdgeConv.Tests.Kernels.Numerics;

public class InverseSquareRootTests
{
    /// <summary>The fingerprint of GetInvSqrtQuantizedMultiplierExp (tflite-micro 90b983c2b3f1) over the same arguments.</summary>
    [Fact]
    public void The_inverse_root_has_the_bits_of_the_reference()
    {
        var fingerprint = Fingerprint.Empty;
        void Add(int value)
        {
            var root = InverseSquareRoot.Of(value);
            fingerprint = fingerprint.With((uint)root.Multiplier).With((uint)root.Shift);
        }

        for (var value = 0; value < 3000000; value += 7)
            Add(value);
        for (long value = 3000000; value <= int.MaxValue; value += 1000003)
            Add((int)value);

        Assert.Equal(0xAD9663E6FFE2E062, fingerprint);
    }
}
