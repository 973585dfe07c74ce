using EdgeConv.Models;

namespace EdgeConv.Planning.Passes;

/// <summary>Who makes and who reads each tensor of a model, for passes that join operators.</summary>
internal sealed class Usage
{
    private readonly Dictionary<int, Operator> _producers = [];
    private readonly Dictionary<int, List<Operator>> _consumers = [];
    private readonly HashSet<int> _outputs;

    /// <summary>Looks through a model once.</summary>
    public Usage(Model model)
    {
        _outputs = [.. model.Outputs];
        foreach (var op in model.Operators)
        {
            foreach (var output in op.Outputs)
                _producers[output] = op;
            foreach (var input in op.Inputs)
            {
                if (!_consumers.TryGetValue(input, out var consumers))
                    _consumers[input] = consumers = [];
                consumers.Add(op);
            }
        }
    }

    /// <summary>The operator that computes a tensor; null for constants and model inputs.</summary>
    public Operator? Producer(int tensor) => _producers.GetValueOrDefault(tensor);

    /// <summary>The operator that alone reads a tensor, once, when no caller reads it too; null otherwise.</summary>
    public Operator? OnlyConsumer(int tensor) =>
        !_outputs.Contains(tensor) && _consumers.TryGetValue(tensor, out var consumers) && consumers.Count == 1 ? consumers[0] : null;
}
