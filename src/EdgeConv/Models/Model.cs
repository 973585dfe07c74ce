using System.Collections.Immutable;

namespace EdgeConv.Models;

/// <summary>
/// A network as its file describes it, verified and immutable: tensors, and operators in an order in which every input is a constant, a model
/// input, or the output of an earlier operator. Layout is NHWC, weights OHWI (depthwise 1HWC).
/// </summary>
/// <param name="Description">What the file says of itself; may be empty.</param>
/// <param name="Tensors">All tensors; an operator names them by index.</param>
/// <param name="Operators">All operators, in running order.</param>
/// <param name="Inputs">Indices of the tensors a caller fills.</param>
/// <param name="Outputs">Indices of the tensors a caller reads.</param>
/// <param name="Metadata">What the file tells of pictures and labels; <see cref="ModelMetadata.None"/> when it is silent.</param>
public sealed record Model(
    string Description,
    ImmutableArray<ModelTensor> Tensors,
    ImmutableArray<Operator> Operators,
    ImmutableArray<int> Inputs,
    ImmutableArray<int> Outputs,
    ModelMetadata Metadata)
{
    /// <summary>The tensors a caller fills.</summary>
    public IEnumerable<ModelTensor> InputTensors => Inputs.Select(index => Tensors[index]);

    /// <summary>The tensors a caller reads.</summary>
    public IEnumerable<ModelTensor> OutputTensors => Outputs.Select(index => Tensors[index]);
}
