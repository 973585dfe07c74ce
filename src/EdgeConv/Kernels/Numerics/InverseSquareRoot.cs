using System.Numerics;

namespace EdgeConv.Kernels.Numerics;

/// <summary>1 / sqrt of an integer in fixed point (GetInvSqrtQuantizedMultiplierExp, tensorflow/lite/kernels/internal/common.h).</summary>
public static class InverseSquareRoot
{
    /// <summary>The inverse root as a Q31 mantissa and a power of two: five Newton-Raphson steps from 1, in Q3.</summary>
    /// <param name="value">A sum of squares; 0 and 1 give 1.</param>
    public static QuantizedMultiplier Of(int value)
    {
        if (value <= 1)
            return new QuantizedMultiplier(int.MaxValue, 0);
        var rightShift = 11;
        while (value >= 1 << 29)
        {
            value /= 4;
            rightShift++;
        }

        // Now value * 4^pairs lies in [2^27, 2^29).
        var pairs = (BitOperations.LeadingZeroCount((uint)value) - 1) / 2 - 1;
        rightShift -= pairs;
        value <<= 2 * pairs;

        const int ThreeHalves = (1 << 28) + (1 << 27);
        const int HalfRootOfTwo = 1518500250;
        var half = FixedPoint.RoundingDivideByPowerOfTwo(value >> 1, 1);
        var x = 1 << 28;
        for (var step = 0; step < 5; step++)
        {
            var cube = FixedPoint.SaturatingRoundingDoublingHighMultiply(FixedPoint.SaturatingRoundingDoublingHighMultiply(x, x), x);
            var halfOfCube = FixedPoint.SaturatingRoundingDoublingHighMultiply(half, GemmlowpFixedPoint.SaturatingShiftLeft(cube, 6));
            x = GemmlowpFixedPoint.SaturatingShiftLeft(FixedPoint.SaturatingRoundingDoublingHighMultiply(ThreeHalves, x) - halfOfCube, 3);
        }

        var mantissa = FixedPoint.SaturatingRoundingDoublingHighMultiply(x, HalfRootOfTwo);
        return rightShift < 0 ? new QuantizedMultiplier(mantissa << -rightShift, 0) : new QuantizedMultiplier(mantissa, -rightShift);
    }
}
