using EdgeConv.Models;
using EdgeConv.Planning.Quantization;

namespace EdgeConv.Planning.Tables;

/// <summary>QUANTIZE between 8-bit types.</summary>
internal static class RequantizeTable
{
    /// <summary>A rescaling by the ratio of the scales (Requantize, tensorflow/lite/kernels/internal/reference/requantize.h).</summary>
    public static sbyte[] Of(Operator op, ModelTensor input, ModelTensor output)
    {
        var (from, to) = (input.RequiredQuantization(), output.RequiredQuantization());
        var factor = QuantizedActivation.Multiplier(op, (double)from.Scale / to.Scale);
        return LookupTable.Of(input, output, x => factor.Apply(x - from.ZeroPoint) + to.ZeroPoint);
    }

    /// <summary>
    /// The rescaling inside a uint8 CONCATENATION, in float32, with the product by the inverse scale and the bias rounded on their own
    /// (ConcatenationWithScaling, tensorflow/lite/kernels/internal/reference/concatenation.h).
    /// </summary>
    public static sbyte[] OfConcatenation(ModelTensor input, ModelTensor output)
    {
        var (from, to) = (input.RequiredQuantization(), output.RequiredQuantization());
        var inverseScale = 1 / to.Scale;
        var scale = from.Scale * inverseScale;
        var bias = -from.ZeroPoint * scale;
        return LookupTable.Of(input, output, x => Saturated(MathF.Round(x * scale + bias, MidpointRounding.AwayFromZero)) + to.ZeroPoint);
    }

    // Far inside int32, so that the zero point can be added, and far outside 8 bits.
    private static int Saturated(float steps) => (int)Math.Clamp(steps, -1e6f, 1e6f);
}
