namespace EdgeConv.Kernels.Numerics;

/// <summary>
/// The fixed-point arithmetic of the TensorFlow Lite reference kernels in their default build ("double rounding"): every kernel, on every
/// instruction set, must reproduce these bits (tensorflow/lite/kernels/internal/common.cc; fixedpoint.h of gemmlowp).
/// </summary>
public static class FixedPoint
{
    /// <summary>
    /// <c>value * multiplier / 2^31 * 2^shift</c>, rounded twice: the product to 32 bits (half up), then the right shift (half away from zero).
    /// </summary>
    /// <param name="value">An accumulator.</param>
    /// <param name="multiplier">A Q31 mantissa, 0 or in [2^30, 2^31).</param>
    /// <param name="shift">Positive shifts left before the product, negative right after it; in [-31, 30].</param>
    public static int MultiplyByQuantizedMultiplier(int value, int multiplier, int shift)
    {
        var left = shift > 0 ? shift : 0;
        var right = shift > 0 ? 0 : -shift;
        return RoundingDivideByPowerOfTwo(SaturatingRoundingDoublingHighMultiply(value << left, multiplier), right);
    }

    /// <summary>The high half of <c>2 * a * b</c>, rounded to nearest, half up; saturates where both are the smallest integer. ARM: SQRDMULH.</summary>
    public static int SaturatingRoundingDoublingHighMultiply(int a, int b) =>
        a == int.MinValue && b == int.MinValue ? int.MaxValue : (int)(((long)a * b + (1L << 30)) >> 31);

    /// <summary><c>value / 2^exponent</c>, rounded to nearest, half away from zero.</summary>
    /// <param name="value">The dividend.</param>
    /// <param name="exponent">In [0, 31].</param>
    public static int RoundingDivideByPowerOfTwo(int value, int exponent)
    {
        var mask = (int)((1L << exponent) - 1);
        var remainder = value & mask;
        var threshold = (mask >> 1) + (value < 0 ? 1 : 0);
        return (value >> exponent) + (remainder > threshold ? 1 : 0);
    }

    /// <summary><c>value * factor</c> in float32, rounded to the nearest integer, half to even, within 16 bits (QuantizeLinear of ONNX).</summary>
    /// <param name="value">An accumulator; beyond 2^24 it is rounded to float32 first.</param>
    /// <param name="factor">Finite and positive.</param>
    public static int MultiplyByFloat(int value, float factor) =>
        (int)Math.Clamp(MathF.Round(value * factor, MidpointRounding.ToEven), short.MinValue, short.MaxValue);
}
