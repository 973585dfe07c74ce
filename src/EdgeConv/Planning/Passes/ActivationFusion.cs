using System.Collections.Immutable;
using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Planning.Passes;

/// <summary>
/// Joins a RELU, RELU6 or RELU_N1_TO_1 to the operator that computes its argument. Only where both tensors have the same quantization: there the
/// function is a clamp, which the operator before applies anyway, and the bytes stay the same.
/// </summary>
internal static class ActivationFusion
{
    /// <summary>Rewrites the model.</summary>
    public static Model Apply(Model model, ImmutableArray<string>.Builder notes)
    {
        var usage = new Usage(model);
        var replaced = new Dictionary<int, Operator>();
        var dropped = new HashSet<int>();
        foreach (var unary in model.Operators.OfType<Unary>())
        {
            Activation? activation = unary.Kind switch
            {
                UnaryKind.Relu => Activation.Relu,
                UnaryKind.Relu6 => Activation.Relu6,
                UnaryKind.ReluN1To1 => Activation.ReluN1To1,
                _ => null,
            };
            var between = model.Tensors[unary.Inputs[0]];
            var result = model.Tensors[unary.Outputs[0]];
            if (activation is not { } fused || between.Type != result.Type || between.Quantization != result.Quantization
                || usage.OnlyConsumer(between.Index) is null || usage.Producer(between.Index) is not { } producer)
                continue;
            Operator? joined = producer switch
            {
                Conv2D { Activation: Activation.None } conv => conv with { Activation = fused },
                DepthwiseConv2D { Activation: Activation.None } conv => conv with { Activation = fused },
                FullyConnected { Activation: Activation.None } matrix => matrix with { Activation = fused },
                Binary { Activation: Activation.None, Kind: BinaryKind.Add or BinaryKind.Sub or BinaryKind.Mul } binary when between.Type != ElementType.Int32 => binary with { Activation = fused },
                _ => null,
            };
            if (joined is null)
                continue;
            replaced[producer.Index] = joined with { Outputs = unary.Outputs };
            dropped.Add(unary.Index);
            notes.Add($"operators[{unary.Index}] {unary.Name} joined to operators[{producer.Index}] {producer.Name}");
        }

        return model with { Operators = [.. model.Operators.Where(op => !dropped.Contains(op.Index)).Select(op => replaced.GetValueOrDefault(op.Index, op))] };
    }
}
