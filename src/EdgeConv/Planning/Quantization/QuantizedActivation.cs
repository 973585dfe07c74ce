using EdgeConv.Kernels.Numerics;
using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Planning.Quantization;

/// <summary>Facts about 8-bit tensors in stored form, int8 whatever the declared type.</summary>
internal static class QuantizedActivation
{
    /// <summary>The zero point of the int8 values as stored: 128 less than declared for uint8.</summary>
    public static int StoredZeroPoint(this ModelTensor tensor) =>
        tensor.RequiredQuantization().ZeroPoint - (tensor.Type == ElementType.UInt8 ? 128 : 0);

    /// <summary>The tensor's quantization.</summary>
    /// <exception cref="ModelFormatException">It has none, though it is 8-bit.</exception>
    public static QuantizationParameters RequiredQuantization(this ModelTensor tensor) =>
        tensor.Quantization ?? throw new ModelFormatException($"subgraphs[0].tensors[{tensor.Index}].quantization", $"{tensor.Description} is {tensor.Type.Name()} and used in arithmetic, but has no scale");

    /// <summary>The range an activation leaves of the stored values (CalculateActivationRangeQuantized, tensorflow/lite/kernels/kernel_util.cc).</summary>
    public static (int Min, int Max) StoredRange(this Activation activation, ModelTensor output)
    {
        var zeroPoint = output.StoredZeroPoint();
        var scale = output.RequiredQuantization().Scale;
        // Clamped before it becomes an integer: the smallest scales make infinity of it.
        int Stored(float real) => zeroPoint + (int)Math.Clamp(MathF.Round(real / scale, MidpointRounding.AwayFromZero), -1e9f, 1e9f);
        return activation switch
        {
            Activation.Relu => (Math.Max(-128, Stored(0)), 127),
            Activation.Relu6 => (Math.Max(-128, Stored(0)), Math.Min(127, Stored(6))),
            Activation.ReluN1To1 => (Math.Max(-128, Stored(-1)), Math.Min(127, Stored(1))),
            _ => (-128, 127),
        };
    }

    /// <summary>The range an activation leaves of real values.</summary>
    public static (float Min, float Max) RealRange(this Activation activation) => activation switch
    {
        Activation.Relu => (0, float.MaxValue),
        Activation.Relu6 => (0, 6),
        Activation.ReluN1To1 => (-1, 1),
        _ => (float.MinValue, float.MaxValue),
    };

    /// <summary>A requantization factor in fixed point.</summary>
    /// <exception cref="UnsupportedOperatorException">The scales are so far apart that no accumulator survives them.</exception>
    public static QuantizedMultiplier Multiplier(Operator op, double real) =>
        real is >= 0 and < 1 << 30
            ? QuantizedMultiplier.FromReal(real)
            : throw new UnsupportedOperatorException(op.Name, op.Index, $"its scales ask for a requantization factor of {real:G4}, which int32 arithmetic cannot apply");
}
