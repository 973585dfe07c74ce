using System.Collections.Immutable;
using EdgeConv.Models;
using EdgeConv.Planning.Shapes;

namespace EdgeConv.Planning.Passes;

/// <summary>
/// Settles the shape of every tensor from the inputs' shapes, whatever the file says of the tensors between, and computes what depends on
/// constants alone, so that a shape put together by operators at run time becomes a constant.
/// </summary>
internal static class ShapeResolution
{
    /// <summary>Rewrites the model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">The shape its first input shall have, and how much may be folded.</param>
    /// <param name="notes">Gains a sentence when constants were folded.</param>
    public static Model Apply(Model model, PlanOptions options, ImmutableArray<string>.Builder notes)
    {
        var tensors = model.Tensors.ToBuilder();
        if (options.InputShape is { } wanted)
        {
            var input = tensors[model.Inputs[0]];
            if (wanted.Rank != input.Shape.Rank)
                throw new PlanException($"The model's input has shape {input.Shape}; it cannot be given the shape {wanted}.");
            tensors[input.Index] = input with { Shape = wanted };
        }

        var remaining = ImmutableArray.CreateBuilder<Operator>();
        var room = options.MaxFoldedBytes;
        foreach (var op in model.Operators)
        {
            var shapes = ShapeInference.Infer(op, tensors);
            for (var i = 0; i < shapes.Length; i++)
                tensors[op.Outputs[i]] = tensors[op.Outputs[i]] with { Shape = shapes[i] };
            var bytes = op.Outputs.Sum(output => (long)tensors[output].ByteCount);
            if (bytes <= room && ConstantFolding.TryEvaluate(op, tensors))
                room -= bytes;
            else
                remaining.Add(op);
        }

        var folded = model.Operators.Length - remaining.Count;
        if (folded > 0)
            notes.Add($"{folded} operator{(folded == 1 ? "" : "s")} of constants computed beforehand");
        return model with { Tensors = tensors.ToImmutable(), Operators = remaining.ToImmutable() };
    }
}
