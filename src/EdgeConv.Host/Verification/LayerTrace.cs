using System.Collections.Immutable;
using EdgeConv.Execution;
using EdgeConv.Models;
using EdgeConv.Planning;
using EdgeConv.Tensors;

namespace EdgeConv.Host.Verification;

/// <summary>Runs a model with every intermediate tensor kept, and hashes each.</summary>
internal static class LayerTrace
{
    /// <summary>The result of every operator, in order.</summary>
    /// <param name="model">The model.</param>
    /// <param name="inputs">The bytes of each input.</param>
    public static ImmutableArray<LayerRecord> Of(Model model, IReadOnlyList<byte[]> inputs)
    {
        using var plan = Planner.Plan(model, new PlanOptions { KeepIntermediates = true, MaxArenaBytes = 1L << 33 });
        using var session = new Session(plan);
        Fill(session, inputs);
        session.Run();
        var records = ImmutableArray.CreateBuilder<LayerRecord>();
        foreach (var op in model.Operators)
        {
            foreach (var output in op.Outputs)
            {
                var tensor = plan.Model.Tensors[output];
                var bytes = tensor.Data is { } folded ? folded.ToArray() : session.ReadTensor(output);
                records.Add(new LayerRecord(op.Index, op.Name, output, tensor.Type.Name().ToUpperInvariant(), tensor.Shape.ToString(), Fnv1A64.Hash(bytes), tensor.Name));
            }
        }

        return records.ToImmutable();
    }

    /// <summary>The bytes of each output of the ordinary, fused plan.</summary>
    public static ImmutableArray<byte[]> Outputs(Model model, IReadOnlyList<byte[]> inputs)
    {
        using var plan = Planner.Plan(model);
        using var session = new Session(plan);
        Fill(session, inputs);
        session.Run();
        return [.. Enumerable.Range(0, plan.Outputs.Length).Select(index => session.Output(index).ToArray())];
    }

    private static void Fill(Session session, IReadOnlyList<byte[]> inputs)
    {
        for (var i = 0; i < inputs.Count; i++)
            inputs[i].CopyTo(session.Input(i));
    }
}
