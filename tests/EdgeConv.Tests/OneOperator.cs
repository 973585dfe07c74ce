using System.Runtime.InteropServices;
using EdgeConv.Execution;
using EdgeConv.Models;
using EdgeConv.Planning;
using EdgeConv.Tensors;

namespace EdgeConv.Tests;

/// <summary>Builds small models by hand and runs them: tensors are added in order, then operators, then the model is planned and run.</summary>
public sealed class OneOperator
{
    private readonly List<ModelTensor> _tensors = [];
    private readonly List<Operator> _operators = [];
    private readonly List<(int Tensor, byte[] Bytes)> _inputs = [];

    /// <summary>Adds a model input with the value it will have.</summary>
    public int Input<T>(Shape shape, T[] values, QuantizationParameters? quantization = null)
        where T : unmanaged
    {
        var index = Add(shape, TypeOf<T>(), quantization, null);
        _inputs.Add((index, MemoryMarshal.AsBytes(values.AsSpan()).ToArray()));
        return index;
    }

    /// <summary>Adds a constant.</summary>
    public int Constant<T>(Shape shape, T[] values, QuantizationParameters? quantization = null)
        where T : unmanaged =>
        Add(shape, TypeOf<T>(), quantization, MemoryMarshal.AsBytes(values.AsSpan()).ToArray());

    /// <summary>Adds a tensor that an operator computes; its shape is what the planner finds.</summary>
    public int Result(ElementType type, QuantizationParameters? quantization = null) => Add(new Shape(1), type, quantization, null);

    /// <summary>Adds an operator; its place, inputs and outputs are filled in.</summary>
    public OneOperator Then(Operator op, int[] inputs, int[] outputs)
    {
        _operators.Add(op with { Index = _operators.Count, Inputs = [.. inputs], Outputs = [.. outputs] });
        return this;
    }

    /// <summary>The model, with the given tensors as outputs.</summary>
    public Model ToModel(params int[] outputs) =>
        new("", [.. _tensors], [.. _operators], [.. _inputs.Select(input => input.Tensor)], [.. outputs], ModelMetadata.None);

    /// <summary>Plans the model, runs it, and returns an output with its shape.</summary>
    public (Shape Shape, T[] Values) Run<T>(int output, PlanOptions? options = null)
        where T : unmanaged
    {
        using var plan = Planner.Plan(ToModel(output), options);
        using var session = new Session(plan);
        for (var i = 0; i < _inputs.Count; i++)
            _inputs[i].Bytes.CopyTo(session.Input(i));
        session.Run();
        return (plan.Model.Tensors[output].Shape, MemoryMarshal.Cast<byte, T>(session.Output()).ToArray());
    }

    private int Add(Shape shape, ElementType type, QuantizationParameters? quantization, byte[]? data)
    {
        _tensors.Add(new ModelTensor(_tensors.Count, $"t{_tensors.Count}", type, shape, quantization, data is null ? default(ReadOnlyMemory<byte>?) : data));
        return _tensors.Count - 1;
    }

    private static ElementType TypeOf<T>() => default(T) switch
    {
        sbyte => ElementType.Int8,
        byte => ElementType.UInt8,
        short => ElementType.Int16,
        int => ElementType.Int32,
        long => ElementType.Int64,
        float => ElementType.Float32,
        bool => ElementType.Boolean,
        _ => throw new NotSupportedException(typeof(T).Name),
    };
}
