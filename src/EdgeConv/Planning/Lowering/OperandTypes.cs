using EdgeConv.Models;
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
        _ = input.RequiredQuantization();
        _ = weights.RequiredQuantization();
        _ = output.RequiredQuantization();
    }

    /// <summary>The refusal of a combination of types, naming each.</summary>
    public static UnsupportedOperatorException Unsupported(Operator op, params ReadOnlySpan<ModelTensor> tensors) =>
        new(op.Name, op.Index, $"runs on int8, uint8 or float32, not on {string.Join(", ", tensors.ToArray().Select(tensor => tensor.Type.Name()))}");
}
