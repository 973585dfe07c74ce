using EdgeConv.Models;
using EdgeConv.Planning.Quantization;

namespace EdgeConv.Planning.Tables;

/// <summary>RELU, RELU6, RELU_N1_TO_1, LEAKY_RELU.</summary>
internal static class ReluTables
{
    /// <summary>
    /// A rescaling and a clamp: RELU (ReluQuantized, tensorflow/lite/micro/kernels/activations_common.cc), and the other two as LiteRT has them
    /// (QuantizedReluX, tflite/kernels/activations.cc). tflite-micro has no RELU_N1_TO_1, and a RELU6 of its own: <see cref="Relu6WithoutRescaling"/>.
    /// </summary>
    public static sbyte[] Clamped(Operator op, ModelTensor input, ModelTensor output, Activation activation)
    {
        var (from, to) = (input.RequiredQuantization(), output.RequiredQuantization());
        var factor = QuantizedActivation.Multiplier(op, from.Scale / to.Scale);
        var (min, max) = activation.StoredRange(output);
        var flip = to.ZeroPoint - output.StoredZeroPoint();
        return LookupTable.Of(input, output, x => Math.Clamp(to.ZeroPoint + factor.Apply(x - from.ZeroPoint), min + flip, max + flip));
    }

    /// <summary>RELU6 on int8: the stored value clamped by the input's quantization, the output's not looked at (Relu6Quantized, tensorflow/lite/micro/kernels/activations_common.cc).</summary>
    public static sbyte[] Relu6WithoutRescaling(ModelTensor input, ModelTensor output)
    {
        var from = input.RequiredQuantization();
        var six = (int)Math.Min(127, (long)MathF.Round(6 / from.Scale, MidpointRounding.AwayFromZero) + from.ZeroPoint);
        return LookupTable.Of(input, output, x => x > six ? six : x < from.ZeroPoint ? from.ZeroPoint : x);
    }

    /// <summary>
    /// LEAKY_RELU, int8 and uint8 alike (CalculateOpDataLeakyRelu, tensorflow/lite/micro/kernels/leaky_relu_common.cc; QuantizeLeakyRelu,
    /// tensorflow/lite/kernels/internal/reference/leaky_relu.h). A negative slope is applied as its magnitude and negated after rounding.
    /// </summary>
    public static sbyte[] Leaky(Operator op, ModelTensor input, ModelTensor output, float alpha)
    {
        var (from, to) = (input.RequiredQuantization(), output.RequiredQuantization());
        var identity = QuantizedActivation.Multiplier(op, from.Scale / to.Scale);
        var slope = QuantizedActivation.Multiplier(op, Math.Abs(from.Scale * alpha / to.Scale));
        var sign = alpha < 0 ? -1 : 1;
        return LookupTable.Of(input, output, stored =>
        {
            var x = stored - from.ZeroPoint;
            return to.ZeroPoint + (x >= 0 ? identity.Apply(x) : sign * slope.Apply(x));
        });
    }
}
