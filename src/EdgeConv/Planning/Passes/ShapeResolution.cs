using System.Collections.Immutable;
using EdgeConv.Models;
using EdgeConv.Planning.Shapes;
using EdgeConv.Tensors;

namespace EdgeConv.Planning.Passes;

/// <summary>
/// Settles the shape of every tensor from the inputs' shapes, whatever the file says of the tensors between, and computes what depends on
/// constants alone, so that a shape put together by operators at run time becomes a constant.
/// </summary>
internal static class ShapeResolution
{
    /// <summary>Rewrites the model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="inputShape">The shape its first input shall have, when not the file's.</param>
    /// <param name="notes">Gains a sentence when constants were folded.</param>
    public static Model Apply(Model model, Shape? inputShape, ImmutableArray<string>.Builder notes)
    {
        var tensors = model.Tensors.ToBuilder();
        if (inputShape is { } wanted)
        {
            var input = tensors[model.Inputs[0]];
            if (wanted.Rank != input.Shape.Rank)
                throw new PlanException($"The model's input has shape {input.Shape}; it cannot be given the shape {wanted}.");
            tensors[input.Index] = input with { Shape = wanted };
        }

        var remaining = ImmutableArray.CreateBuilder<Operator>();
        foreach (var op in model.Operators)
        {
            var shapes = ShapeInference.Infer(op, tensors);
            for (var i = 0; i < shapes.Length; i++)
                tensors[op.Outputs[i]] = tensors[op.Outputs[i]] with { Shape = shapes[i] };
            if (ConstantFolding.TryEvaluate(op, tensors))
                continue;
            remaining.Add(op);
        }

        var folded = model.Operators.Length - remaining.Count;
        if (folded > 0)
            notes.Add($"{folded} operator{(folded == 1 ? "" : "s")} of constants computed beforehand");
        return model with { Tensors = tensors.ToImmutable(), Operators = remaining.ToImmutable() };
    }
}
