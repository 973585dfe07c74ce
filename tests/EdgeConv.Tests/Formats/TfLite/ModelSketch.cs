using System.Collections.Immutable;
using System.Runtime.InteropServices;
using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Tests.Formats.TfLite;

/// <summary>Puts a model together tensor by tensor and operator by operator. Nothing is checked: it makes wrong models as well.</summary>
internal sealed class ModelSketch
{
    private readonly ImmutableArray<ModelTensor>.Builder _tensors = ImmutableArray.CreateBuilder<ModelTensor>();
    private readonly ImmutableArray<Operator>.Builder _operators = ImmutableArray.CreateBuilder<Operator>();
    private readonly ImmutableArray<int>.Builder _inputs = ImmutableArray.CreateBuilder<int>();

    public int NextOperator => _operators.Count;

    public ModelTensor this[int tensor] => _tensors[tensor];

    public int Input(ElementType type, Shape shape, QuantizationParameters? quantization = null)
    {
        var index = Tensor(type, shape, quantization);
        _inputs.Add(index);
        return index;
    }

    public int Tensor(ElementType type, Shape shape, QuantizationParameters? quantization = null, ReadOnlyMemory<byte>? data = null)
    {
        _tensors.Add(new ModelTensor(_tensors.Count, $"t{_tensors.Count}", type, shape, quantization, data));
        return _tensors.Count - 1;
    }

    public int Integers(params int[] values) => Tensor(ElementType.Int32, new Shape(values.Length), null, MemoryMarshal.AsBytes(values.AsSpan()).ToArray());

    public void Add(Operator operation) => _operators.Add(operation);

    public Model Build(ModelMetadata? metadata = null, params int[] outputs) =>
        new("a sketch", _tensors.ToImmutable(), _operators.ToImmutable(), _inputs.ToImmutable(), [.. outputs], metadata ?? ModelMetadata.None);
}
