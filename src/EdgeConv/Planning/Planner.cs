using System.Collections.Immutable;
using EdgeConv.Kernels;
using EdgeConv.Models;
using EdgeConv.Planning.Passes;

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
        var families = options.Kernels ?? KernelsOfEnvironment();
        ModelCheck.Require(model);
        if (model.Operators.Length > options.MaxOperators)
            throw new PlanException($"The model has {model.Operators.Length} operators, more than the limit of {options.MaxOperators}.");
        var notes = ImmutableArray.CreateBuilder<string>();
        model = ShapeResolution.Apply(model, options, notes);
        if (!options.KeepIntermediates)
        {
            model = QuantizePairRemoval.Apply(model, notes);
            model = PadFolding.Apply(model, notes);
            model = ActivationFusion.Apply(model, notes);
        }

        return new PlanBuilder(model, options, families).Build(notes.ToImmutable());
    }

    private static KernelFamilies KernelsOfEnvironment()
    {
        try
        {
            return KernelFamilies.FromEnvironment();
        }
        catch (ArgumentException exception)
        {
            throw new PlanException(exception.Message);
        }
    }
}
