using EdgeConv.Models;
using EdgeConv.Planning.Quantization;
using EdgeConv.Tensors;

namespace EdgeConv.Planning.Lowering;

/// <summary>What combinations of element types an operator runs on; anything else is refused before anything runs.</summary>
internal static class OperandTypes
{
    /// <summary>Requires quantized 8-bit tensors, all of the same type but for the weights.</summary>
    /// <exception cref="UnsupportedOperatorException">They are not.</exception>
    public static void RequireQuantized8(Operator op, ModelTensor input, ModelTensor weights, ModelTensor output)
    {
        if (!input.Type.IsQuantized8() || output.Type != input.Type || weights.Type != input.Type)
            throw Unsupported(op, input, weights, output);
        RequirePerTensor(op, input);
        _ = weights.RequiredQuantization();
        RequirePerTensor(op, output);
    }

    /// <summary>Requires quantized 8-bit tensors of the same type.</summary>
    /// <exception cref="UnsupportedOperatorException">They are not.</exception>
    public static void RequireQuantized8(Operator op, ModelTensor input, ModelTensor output)
    {
        if (!input.Type.IsQuantized8() || output.Type != input.Type)
            throw Unsupported(op, input, output);
        RequirePerTensor(op, input);
        RequirePerTensor(op, output);
    }

    /// <summary>Requires the one output quantization that an operator's arithmetic has.</summary>
    /// <param name="op">The operator.</param>
    /// <param name="output">Its 8-bit output.</param>
    /// <param name="scale">The scale.</param>
    /// <param name="storedZeroPoint">The zero point of the values as stored.</param>
    /// <exception cref="UnsupportedOperatorException">The output has another.</exception>
    public static void RequireOutput(Operator op, ModelTensor output, float scale, int storedZeroPoint)
    {
        var quantization = output.RequiredQuantization();
        var zeroPoint = storedZeroPoint + (output.Type == ElementType.UInt8 ? 128 : 0);
        if (quantization.Scale != scale || quantization.ZeroPoint != zeroPoint)
            throw new UnsupportedOperatorException(op.Name, op.Index, $"its output must have scale {scale} and zero point {zeroPoint}, not {quantization.Scale} and {quantization.ZeroPoint}");
    }

    /// <summary>The refusal of a combination of types, naming each.</summary>
    public static UnsupportedOperatorException Unsupported(Operator op, params ReadOnlySpan<ModelTensor> tensors) =>
        new(op.Name, op.Index, $"runs on int8, uint8 or float32, not on {string.Join(", ", tensors.ToArray().Select(tensor => tensor.Type.Name()))}");

    private static void RequirePerTensor(Operator op, ModelTensor tensor)
    {
        if (tensor.RequiredQuantization().IsPerChannel)
            throw new UnsupportedOperatorException(op.Name, op.Index, $"{tensor.Description} has {tensor.RequiredQuantization().Scales.Length} scales; activations have one");
    }
}
