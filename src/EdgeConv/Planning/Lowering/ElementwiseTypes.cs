using EdgeConv.Models;
using EdgeConv.Planning.Quantization;
using EdgeConv.Tensors;

namespace EdgeConv.Planning.Lowering;

/// <summary>What element types an elementwise operator or a move runs on; anything else is refused before anything runs.</summary>
internal static class ElementwiseTypes
{
    /// <summary>Requires that tensors have one type, and returns it.</summary>
    /// <exception cref="UnsupportedOperatorException">They differ.</exception>
    public static ElementType RequireSame(Operator op, params ReadOnlySpan<ModelTensor> tensors)
    {
        foreach (var tensor in tensors)
        {
            if (tensor.Type != tensors[0].Type)
                throw new UnsupportedOperatorException(op.Name, op.Index, $"runs on tensors of one type, not on {Names(tensors)}");
        }

        return tensors[0].Type;
    }

    /// <summary>Requires that every tensor has one scale, not one a channel.</summary>
    /// <exception cref="ModelFormatException">A tensor has no scale.</exception>
    /// <exception cref="UnsupportedOperatorException">A tensor has several.</exception>
    public static void RequirePerTensor(Operator op, params ReadOnlySpan<ModelTensor> tensors)
    {
        foreach (var tensor in tensors)
        {
            if (tensor.RequiredQuantization().IsPerChannel)
                throw new UnsupportedOperatorException(op.Name, op.Index, $"{tensor.Description} has a scale for each channel, where one for the whole tensor is needed");
        }
    }

    /// <summary>The refusal of types, naming each.</summary>
    /// <param name="op">The operator.</param>
    /// <param name="runsOn">What it runs on: <c>int8, uint8 or float32</c>.</param>
    /// <param name="tensors">The tensors it was given.</param>
    public static UnsupportedOperatorException Unsupported(Operator op, string runsOn, params ReadOnlySpan<ModelTensor> tensors) =>
        new(op.Name, op.Index, $"runs on {runsOn}, not on {Names(tensors)}");

    private static string Names(ReadOnlySpan<ModelTensor> tensors) => string.Join(", ", tensors.ToArray().Select(tensor => tensor.Type.Name()));
}
