using System.Collections.Immutable;
using System.Runtime.InteropServices;
using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Planning.Passes;

/// <summary>
/// Folds a PAD of zeros into the convolution behind it: the padded picture is never written. The bytes stay the same, because a padded cell holds the
/// zero point and contributes nothing.
/// </summary>
internal static class PadFolding
{
    /// <summary>Rewrites the model.</summary>
    public static Model Apply(Model model, ImmutableArray<string>.Builder notes)
    {
        var usage = new Usage(model);
        var replaced = new Dictionary<int, Operator>();
        var dropped = new HashSet<int>();
        foreach (var pad in model.Operators.OfType<Pad>())
        {
            if (Margins(pad, model) is not { } margins || usage.OnlyConsumer(pad.Outputs[0]) is not { } consumer || consumer.Inputs[0] != pad.Outputs[0])
                continue;
            Operator? folded = consumer switch
            {
                Conv2D { Window: { Padding: Padding.Valid, Explicit: null } window } conv => conv with { Window = window with { Explicit = margins } },
                DepthwiseConv2D { Window: { Padding: Padding.Valid, Explicit: null } window } conv => conv with { Window = window with { Explicit = margins } },
                _ => null,
            };
            if (folded is null)
                continue;
            replaced[consumer.Index] = folded with { Inputs = folded.Inputs.SetItem(0, pad.Inputs[0]) };
            dropped.Add(pad.Index);
            notes.Add($"operators[{pad.Index}] {pad.Name} folded into operators[{consumer.Index}] {consumer.Name}");
        }

        return model with { Operators = [.. model.Operators.Where(op => !dropped.Contains(op.Index)).Select(op => replaced.GetValueOrDefault(op.Index, op))] };
    }

    private static Margins? Margins(Pad pad, Model model)
    {
        var input = model.Tensors[pad.Inputs[0]];
        var output = model.Tensors[pad.Outputs[0]];
        if (input.Shape.Rank != 4 || input.Type != output.Type || input.Quantization != output.Quantization || !PadsWithZero(pad, model, output))
            return null;
        var paddings = model.Tensors[pad.Inputs[1]];
        if (paddings is not { Data: { } data, Type: ElementType.Int32 })
            return null;
        var values = MemoryMarshal.Cast<byte, int>(data.Span);
        return values is [0, 0, >= 0, >= 0, >= 0, >= 0, 0, 0] ? new Margins(values[2], values[4], values[3], values[5]) : null;
    }

    private static bool PadsWithZero(Pad pad, Model model, ModelTensor output)
    {
        if (!pad.HasValue)
            return true;
        if (model.Tensors[pad.Inputs[2]].Data is not { } data)
            return false;
        return output.Type switch
        {
            ElementType.Int8 => (sbyte)data.Span[0] == output.Quantization?.ZeroPoint,
            ElementType.UInt8 => data.Span[0] == output.Quantization?.ZeroPoint,
            ElementType.Float32 => MemoryMarshal.Read<float>(data.Span) == 0,
            _ => false,
        };
    }
}
