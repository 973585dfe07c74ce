using EdgeConv.Kernels.Numerics;
using EdgeConv.Models;
using EdgeConv.Planning.Quantization;
using EdgeConv.Tensors;

namespace EdgeConv.Planning.Tables;

/// <summary>TANH.</summary>
internal static class TanhTable
{
    /// <summary>
    /// int8: fixed point, output zero point 0 and scale 1/128 whatever the model says (Tanh, tensorflow/lite/kernels/internal/reference/integer_ops/tanh.h).
    /// uint8: through float32 (TanhPrepare, tflite/kernels/activations.cc of LiteRT, reference kernel).
    /// </summary>
    public static sbyte[] Of(ModelTensor input, ModelTensor output)
    {
        if (output.Type == ElementType.UInt8)
            return LookupTable.OfReal(input, output, MathF.Tanh);
        var quantization = input.RequiredQuantization();
        var fixedPoint = new FixedPointInput(quantization.Scale);
        return LookupTable.Of(input, output, x => fixedPoint.Apply(
            x - quantization.ZeroPoint, -128, 127, q4 => FixedPoint.RoundingDivideByPowerOfTwo(GemmlowpFixedPoint.Tanh(q4), 24)));
    }
}
