using EdgeConv.Models;
using EdgeConv.Planning.Quantization;

namespace EdgeConv.Planning.Tables;

/// <summary>
/// HARD_SWISH, int8 and uint8 alike, all in int16 (HardSwishPrepare, tensorflow/lite/micro/kernels/hard_swish_common.cc;
/// HardSwish, tensorflow/lite/kernels/internal/reference/hard_swish.h).
/// </summary>
internal static class HardSwishTable
{
    /// <summary>The table from one tensor to another.</summary>
    public static sbyte[] Of(Operator op, ModelTensor input, ModelTensor output)
    {
        var (from, to) = (input.RequiredQuantization(), output.RequiredQuantization());
        var highResolutionScale = 1.0f / 128.0f * from.Scale;
        var outputFactor = QuantizedActivation.Multiplier(op, highResolutionScale / to.Scale);
        var reluFactor = QuantizedActivation.Multiplier(op, highResolutionScale / (3.0f / 32768.0f));
        if (outputFactor.Shift > 0)
            throw new UnsupportedOperatorException(op.Name, op.Index, $"its output scale {to.Scale:G4} is too fine for its input scale {from.Scale:G4}");
        var (outputMultiplier, reluMultiplier) = (Narrow(outputFactor.Multiplier), Narrow(reluFactor.Multiplier));

        return LookupTable.Of(input, output, x =>
        {
            var value = (short)((x - from.ZeroPoint) * 128);
            var unshifted = RoundingDoublingHighMultiply(value, outputMultiplier);
            var gate = value;
            if (reluFactor.Shift > 0)
                gate = SaturatingShiftLeft(gate, reluFactor.Shift - 1);
            gate = RoundingDoublingHighMultiply(gate, reluMultiplier);
            if (reluFactor.Shift > 0)
                gate = SaturatingShiftLeft(gate, 1);
            if (reluFactor.Shift < 0)
                gate = RoundingDivideByPowerOfTwo(gate, -reluFactor.Shift);
            gate = (short)((gate + 32768) >> 1);
            var product = DoublingHighMultiply(gate, unshifted);
            return (short)(RoundingDivideByPowerOfTwo(product, -outputFactor.Shift) + to.ZeroPoint);
        });
    }

    /// <summary>A Q31 factor as Q15 (DownScaleInt32ToInt16Multiplier).</summary>
    private static short Narrow(int multiplier) => multiplier >= int.MaxValue - (1 << 15) ? short.MaxValue : (short)((multiplier + (1 << 15)) >> 16);

    private static short RoundingDoublingHighMultiply(short a, short b) =>
        a == short.MinValue && b == short.MinValue ? short.MaxValue : (short)((a * b + (1 << 14)) >> 15);

    /// <summary>Truncates where the others round, which cancels their bias.</summary>
    private static short DoublingHighMultiply(short a, short b) =>
        a == short.MinValue && b == short.MinValue ? short.MaxValue : (short)(a * b / (1 << 15));

    private static short SaturatingShiftLeft(short value, int amount) => (short)Math.Clamp((long)value << amount, short.MinValue, short.MaxValue);

    /// <summary>Half away from 0. The mask is narrowed to int16 as the reference narrows it, which matters for exponents above 15.</summary>
    private static short RoundingDivideByPowerOfTwo(short value, int exponent)
    {
        var mask = (short)((1L << exponent) - 1);
        var remainder = (short)(value & mask);
        var threshold = (mask >> 1) + (value < 0 ? 1 : 0);
        return (short)((value >> exponent) + (remainder > threshold ? 1 : 0));
    }
}
