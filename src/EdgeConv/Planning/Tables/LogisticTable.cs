using EdgeConv.Kernels.Numerics;
using EdgeConv.Models;
using EdgeConv.Planning.Quantization;
using EdgeConv.Tensors;

namespace EdgeConv.Planning.Tables;

/// <summary>LOGISTIC.</summary>
internal static class LogisticTable
{
    /// <summary>
    /// int8: fixed point, output zero point -128 and scale 1/256 whatever the model says (Logistic, tensorflow/lite/kernels/internal/reference/integer_ops/logistic.h).
    /// uint8: through float32 (SigmoidPrepare, tflite/kernels/activations.cc of LiteRT, reference kernel).
    /// </summary>
    public static sbyte[] Of(ModelTensor input, ModelTensor output)
    {
        if (output.Type == ElementType.UInt8)
            return LookupTable.OfReal(input, output, x => 1 / (1 + MathF.Exp(-x)));
        var quantization = input.RequiredQuantization();
        var fixedPoint = new FixedPointInput(quantization.Scale);
        return LookupTable.Of(input, output, x => fixedPoint.Apply(
            x - quantization.ZeroPoint, -128, 127, q4 => FixedPoint.RoundingDivideByPowerOfTwo(GemmlowpFixedPoint.Logistic(q4), 23) - 128));
    }
}
