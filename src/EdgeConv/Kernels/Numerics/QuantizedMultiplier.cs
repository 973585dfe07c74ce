namespace EdgeConv.Kernels.Numerics;

/// <summary>A positive real factor as a Q31 mantissa and a power of two, <c>real = Multiplier / 2^31 * 2^Shift</c>.</summary>
/// <param name="Multiplier">0, or in [2^30, 2^31).</param>
/// <param name="Shift">In [-31, 30] for every factor that a quantized network has.</param>
public readonly record struct QuantizedMultiplier(int Multiplier, int Shift)
{
    /// <summary>Rounds a real factor to Q31 as the reference does (QuantizeMultiplier, tensorflow/lite/kernels/internal/quantization_util.cc).</summary>
    /// <param name="real">At least 0 and finite; below 2^-32 it becomes 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is negative, not finite, or 2^30 and more, which no accumulator survives.</exception>
    public static QuantizedMultiplier FromReal(double real)
    {
        if (!double.IsFinite(real) || real < 0 || real >= 1L << 30)
            throw new ArgumentOutOfRangeException(nameof(real), real, "A requantization factor must be at least 0 and below 2^30.");
        if (real == 0)
            return default;

        // frexp: real = mantissa * 2^shift with mantissa in [0.5, 1).
        var shift = Math.ILogB(real) + 1;
        var mantissa = Math.ScaleB(real, -shift);
        var q31 = (long)Math.Round(mantissa * (1L << 31), MidpointRounding.AwayFromZero);
        if (q31 == 1L << 31)
        {
            q31 /= 2;
            shift++;
        }

        return shift < -31 ? default : new QuantizedMultiplier((int)q31, shift);
    }

    /// <summary>Multiplies an accumulator by the factor, rounding twice (<see cref="FixedPoint.MultiplyByQuantizedMultiplier"/>).</summary>
    public int Apply(int value) => FixedPoint.MultiplyByQuantizedMultiplier(value, Multiplier, Shift);
}
