using EdgeConv.Kernels.Numerics;

namespace EdgeConv.Tests.Kernels.Numerics;

/// <summary>Fingerprints of gemmlowp 16e8662c (fixedpoint/fixedpoint.h), computed over the same arguments.</summary>
public class GemmlowpFixedPointTests
{
    [Theory]
    [InlineData(5, 0x6DF1724FD3276ADA)]
    [InlineData(4, 0x59B2D5209138A6DB)]
    public void The_exponential_has_the_bits_of_gemmlowp_over_its_whole_range(int integerBits, ulong expected)
    {
        var fingerprint = Fingerprint.Empty;
        for (long a = int.MinValue; a <= 0; a += 1237)
            fingerprint = fingerprint.With((uint)GemmlowpFixedPoint.ExpOnNegativeValues((int)a, integerBits));
        fingerprint = fingerprint.With((uint)GemmlowpFixedPoint.ExpOnNegativeValues(0, integerBits));

        Assert.Equal(expected, fingerprint);
    }

    [Fact]
    public void Logistic_and_tanh_have_the_bits_of_gemmlowp_over_their_whole_range()
    {
        var logistic = Fingerprint.Empty;
        var tanh = Fingerprint.Empty;
        for (long a = -int.MaxValue; a <= int.MaxValue; a += 2503)
        {
            logistic = logistic.With((uint)GemmlowpFixedPoint.Logistic((int)a));
            tanh = tanh.With((uint)GemmlowpFixedPoint.Tanh((int)a));
        }

        Assert.Equal(0xD02FEB74BCF8DD9F, logistic.With((uint)GemmlowpFixedPoint.Logistic(0)));
        Assert.Equal(0x31E577D4ED08A400UL, tanh.With((uint)GemmlowpFixedPoint.Tanh(0)));
    }

    [Fact]
    public void Both_quotients_have_the_bits_of_gemmlowp_over_their_whole_range()
    {
        var reciprocal = Fingerprint.Empty;
        var ratio = Fingerprint.Empty;
        for (long a = 0; a <= int.MaxValue; a += 2503)
        {
            reciprocal = reciprocal.With((uint)GemmlowpFixedPoint.OneOverOnePlusX((int)a));
            ratio = ratio.With((uint)GemmlowpFixedPoint.OneMinusXOverOnePlusX((int)a));
        }

        Assert.Equal(0xE0CBB7728F775F1C, reciprocal);
        Assert.Equal(0x4CE1C49566E6AF1EUL, ratio);
    }

    [Theory]
    [InlineData(4, 0, 2013265920)]
    [InlineData(4, 20, 1920)]
    [InlineData(4, 31, 0)]
    [InlineData(5, 10, 2031616)]
    [InlineData(5, 26, 31)]
    public void The_input_radius_is_that_of_the_reference(int integerBits, int leftShift, int expected) =>
        Assert.Equal(expected, GemmlowpFixedPoint.InputRadius(integerBits, leftShift));

    [Theory]
    [InlineData(1 << 29, 1, 1 << 30)]
    [InlineData(1 << 30, 1, int.MaxValue)]
    [InlineData(-(1 << 30), 1, int.MinValue)]
    [InlineData(-5, 2, -20)]
    public void A_left_shift_saturates(int x, int k, int expected) => Assert.Equal(expected, GemmlowpFixedPoint.SaturatingShiftLeft(x, k));
}
