namespace EdgeConv.Kernels.Numerics;

/// <summary>
/// The fixed-point functions behind the reference kernels of softmax, logistic and tanh (fixedpoint/fixedpoint.h of gemmlowp). A value in Q(i) is an int32
/// with i integer bits and 31 - i fraction bits; 1 in Q0 is <see cref="int.MaxValue"/>. Two values multiply by
/// <see cref="FixedPoint.SaturatingRoundingDoublingHighMultiply"/>, and their integer bits add up.
/// </summary>
public static class GemmlowpFixedPoint
{
    /// <summary><c>x * 2^k</c>, saturated: the same real number in a format of <paramref name="k"/> fewer integer bits (ImplSaturatingRoundingMultiplyByPOT).</summary>
    /// <param name="x">A raw value.</param>
    /// <param name="k">In [1, 30].</param>
    public static int SaturatingShiftLeft(int x, int k)
    {
        var threshold = (1 << (31 - k)) - 1;
        return x > threshold ? int.MaxValue : x < -threshold ? int.MinValue : x << k;
    }

    /// <summary>exp(a) in Q0 (exp_on_negative_values): a Taylor polynomial for the part of a in [-1/4, 0), times a constant for each higher bit.</summary>
    /// <param name="a">At most 0, in Q(<paramref name="integerBits"/>).</param>
    /// <param name="integerBits">In [0, 5].</param>
    public static int ExpOnNegativeValues(int a, int integerBits)
    {
        if (a == 0)
            return int.MaxValue;
        var fractionBits = 31 - integerBits;
        var quarter = 1 << (fractionBits - 2);
        var fraction = (a & (quarter - 1)) - quarter;
        var result = ExpOnLastQuarter(fraction << integerBits);
        var remainder = fraction - a;
        for (var bit = 0; bit < integerBits + 2; bit++)
        {
            if ((remainder & (quarter << bit)) != 0)
                result = FixedPoint.SaturatingRoundingDoublingHighMultiply(result, ExpOfMinusQuarterTimesPower(bit));
        }

        return result;
    }

    /// <summary>1 / (1 + a) in Q0 (one_over_one_plus_x_for_x_in_0_1).</summary>
    /// <param name="a">In Q0, at least 0.</param>
    public static int OneOverOnePlusX(int a) => SaturatingShiftLeft(TwiceOneOverOnePlusX(a), 1);

    /// <summary>(1 - a) / (1 + a) in Q0 (one_minus_x_over_one_plus_x_for_x_in_0_1).</summary>
    /// <param name="a">In Q0, at least 0.</param>
    public static int OneMinusXOverOnePlusX(int a) => SaturatingShiftLeft(TwiceOneOverOnePlusX(a) - (1 << 29), 2);

    /// <summary>1 / (1 + exp(-a)) in Q0.</summary>
    /// <param name="a">In Q4.</param>
    public static int Logistic(int a)
    {
        if (a == 0)
            return 1 << 30;
        var ofMagnitude = OneOverOnePlusX(ExpOnNegativeValues(a > 0 ? -a : a, 4));
        return a > 0 ? ofMagnitude : int.MaxValue - ofMagnitude;
    }

    /// <summary>tanh(a) in Q0.</summary>
    /// <param name="a">In Q4.</param>
    public static int Tanh(int a)
    {
        if (a == 0)
            return 0;
        // The raw value of a in Q4 is that of 2a in Q5, and tanh(a) = (1 - exp(-2a)) / (1 + exp(-2a)).
        var ofMagnitude = OneMinusXOverOnePlusX(ExpOnNegativeValues(a > 0 ? -a : a, 5));
        return a > 0 ? ofMagnitude : -ofMagnitude;
    }

    /// <summary>
    /// The largest quantized difference that, shifted left, still fits Q(<paramref name="integerBits"/>) (CalculateInputRadius,
    /// tensorflow/lite/kernels/internal/quantization_util.cc).
    /// </summary>
    /// <param name="integerBits">In [0, 30].</param>
    /// <param name="leftShift">The power of two in the factor that brings a difference to Q(<paramref name="integerBits"/>), in [0, 62].</param>
    public static int InputRadius(int integerBits, int leftShift) =>
        (int)Math.Floor(1.0 * ((1 << integerBits) - 1) * (1L << (31 - integerBits)) / (1L << leftShift));

    /// <summary>exp(-2^bit / 4) in Q0. Not a table in a span: unoptimized code would allocate at each look.</summary>
    private static int ExpOfMinusQuarterTimesPower(int bit) => bit switch
    {
        0 => 1672461947,
        1 => 1302514674,
        2 => 790015084,
        3 => 290630308,
        4 => 39332535,
        5 => 720401,
        _ => 242,
    };

    /// <summary>exp(a) for a in [-1/4, 0), both in Q0: the Taylor polynomial about -1/8 (exp_on_interval_between_negative_one_quarter_and_0_excl).</summary>
    private static int ExpOnLastQuarter(int a)
    {
        const int ExpOfMinusEighth = 1895147668;
        const int Third = 715827883;
        var x = a + (1 << 28);
        var x2 = FixedPoint.SaturatingRoundingDoublingHighMultiply(x, x);
        var x3 = FixedPoint.SaturatingRoundingDoublingHighMultiply(x2, x);
        var x4 = FixedPoint.SaturatingRoundingDoublingHighMultiply(x2, x2);
        var thirdAndFourth = FixedPoint.SaturatingRoundingDoublingHighMultiply(FixedPoint.RoundingDivideByPowerOfTwo(x4, 2) + x3, Third);
        var higher = FixedPoint.RoundingDivideByPowerOfTwo(thirdAndFourth + x2, 1);
        return ExpOfMinusEighth + FixedPoint.SaturatingRoundingDoublingHighMultiply(ExpOfMinusEighth, x + higher);
    }

    /// <summary>2 / (1 + a) in Q2, for a in Q0: Newton-Raphson division from the seed 48/17 - 32/17 * (1 + a) / 2.</summary>
    private static int TwiceOneOverOnePlusX(int a)
    {
        const int FortyEightSeventeenths = 1515870810;
        const int MinusThirtyTwoSeventeenths = -1010580540;
        const int One = 1 << 29;
        var half = (int)(((long)a + int.MaxValue + 1) / 2);
        var x = FortyEightSeventeenths + FixedPoint.SaturatingRoundingDoublingHighMultiply(half, MinusThirtyTwoSeventeenths);
        for (var step = 0; step < 3; step++)
        {
            var error = One - FixedPoint.SaturatingRoundingDoublingHighMultiply(half, x);
            x += SaturatingShiftLeft(FixedPoint.SaturatingRoundingDoublingHighMultiply(x, error), 2);
        }

        return x;
    }
}
