using System.Collections.Immutable;
using EdgeConv.Models;

namespace EdgeConv.Planning.Passes;

/// <summary>
/// Drops a DEQUANTIZE whose only reader is a QUANTIZE back to the same type and quantization, and that QUANTIZE with it: each stored value returns to
/// itself, because <c>round(float(s * (x - z)) / s) + z = x</c> for every 8-bit x.
/// </summary>
internal static class QuantizePairRemoval
{
    /// <summary>Rewrites the model.</summary>
    public static Model Apply(Model model, ImmutableArray<string>.Builder notes)
    {
        var usage = new Usage(model);
        var dropped = new HashSet<int>();
        var renamed = new Dictionary<int, int>();
        foreach (var quantize in model.Operators.OfType<Unary>().Where(op => op.Kind == UnaryKind.Quantize))
        {
            if (usage.Producer(quantize.Inputs[0]) is not Unary { Kind: UnaryKind.Dequantize } dequantize || usage.OnlyConsumer(dequantize.Outputs[0]) is null)
                continue;
            var before = model.Tensors[dequantize.Inputs[0]];
            var after = model.Tensors[quantize.Outputs[0]];
            if (before.Type != after.Type || before.Quantization != after.Quantization || model.Outputs.Contains(after.Index))
                continue;
            dropped.Add(dequantize.Index);
            dropped.Add(quantize.Index);
            renamed[after.Index] = renamed.GetValueOrDefault(before.Index, before.Index);
            notes.Add($"operators[{dequantize.Index}] DEQUANTIZE and operators[{quantize.Index}] QUANTIZE dropped: each undoes the other");
        }

        return model with
        {
            Operators =
            [
                .. model.Operators.Where(op => !dropped.Contains(op.Index))
                    .Select(op => op with { Inputs = [.. op.Inputs.Select(input => renamed.GetValueOrDefault(input, input))] }),
            ],
        };
    }
}
