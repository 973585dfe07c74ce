using EdgeConv.Kernels.Add;
using EdgeConv.Kernels.Numerics;
using EdgeConv.Models;
using EdgeConv.Planning.Quantization;
using EdgeConv.Tensors;

namespace EdgeConv.Planning.Lowering;

/// <summary>The three rescalings of a quantized sum or difference.</summary>
/// <param name="Left">From the left operand's scale to twice the larger of both.</param>
/// <param name="Right">From the right operand's scale to twice the larger of both.</param>
/// <param name="Output">From there, less the shift of <see cref="AddArguments.LeftShift"/>, to the output's scale.</param>
internal readonly record struct SumScales(QuantizedMultiplier Left, QuantizedMultiplier Right, QuantizedMultiplier Output)
{
    /// <summary>
    /// The rescalings of one operator. Ratios are of doubles (CalculateOpDataAdd, tensorflow/lite/micro/kernels/add_common.cc; for uint8 also
    /// PrepareGeneralSubOp, tflite/kernels/sub.cc of LiteRT), but for an int8 SUB of floats (CalculateOpDataSub, tensorflow/lite/micro/kernels/sub_common.cc).
    /// </summary>
    public static SumScales Of(Binary op, ModelTensor left, ModelTensor right, ModelTensor output)
    {
        var (l, r, o) = (left.RequiredQuantization().Scale, right.RequiredQuantization().Scale, output.RequiredQuantization().Scale);
        const int Shift = 1 << AddArguments.LeftShift;
        if (op.Kind == BinaryKind.Sub && output.Type == ElementType.Int8)
        {
            var twiceFloat = 2 * Math.Max(l, r);
            return new SumScales(BelowOne(op, l / twiceFloat), BelowOne(op, r / twiceFloat), BelowOne(op, twiceFloat / (Shift * o)));
        }

        var twice = 2 * (double)Math.Max(l, r);
        return new SumScales(BelowOne(op, l / twice), BelowOne(op, r / twice), BelowOne(op, twice / (Shift * (double)o)));
    }

    // The reference stops the program on such factors (QuantizeMultiplierSmallerThanOneExp).
    private static QuantizedMultiplier BelowOne(Binary op, double real)
    {
        var factor = QuantizedActivation.Multiplier(op, real);
        return factor.Shift <= 0
            ? factor
            : throw new UnsupportedOperatorException(op.Name, op.Index, $"its scales ask for a factor of {real:G4} where one below 1 is needed");
    }
}
