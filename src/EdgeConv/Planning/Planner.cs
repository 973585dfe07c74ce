using System.Collections.Immutable;
using EdgeConv.Models;
using EdgeConv.Planning.Passes;
using EdgeConv.Tensors;

namespace EdgeConv.Planning;

/// <summary>Makes a <see cref="Plan"/> from a <see cref="Model"/>: passes that rewrite the model, then lowering to steps, then placement.</summary>
public static class Planner
{
    /// <summary>Plans a model.</summary>
    /// <exception cref="ModelFormatException">The operators do not fit together.</exception>
    /// <exception cref="UnsupportedOperatorException">An operator, or a form of one, cannot be run.</exception>
    /// <exception cref="PlanException">The options cannot be met.</exception>
    public static Plan Plan(Model model, PlanOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        options ??= PlanOptions.Default;
        RequireWholeConstants(model);
        var notes = ImmutableArray.CreateBuilder<string>();
        model = ShapeResolution.Apply(model, options.InputShape, notes);
        if (!options.KeepIntermediates)
        {
            model = QuantizePairRemoval.Apply(model, notes);
            model = PadFolding.Apply(model, notes);
            model = ActivationFusion.Apply(model, notes);
        }

        return new PlanBuilder(model, options).Build(notes.ToImmutable());
    }

    /// <summary>A model may come from anywhere, and kernels trust what they are given.</summary>
    private static void RequireWholeConstants(Model model)
    {
        foreach (var tensor in model.Tensors)
        {
            if (tensor.Data is { } data && data.Length != tensor.ByteCount)
                throw new ModelFormatException($"subgraphs[0].tensors[{tensor.Index}]", $"{tensor.Description} is a constant of {data.Length} bytes, but {tensor.Type.Name()} {tensor.Shape} is {tensor.ByteCount} bytes");
        }
    }
}
