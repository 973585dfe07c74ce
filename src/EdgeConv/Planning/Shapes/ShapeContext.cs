using System.Buffers.Binary;
using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Planning.Shapes;

/// <summary>What a shape rule may look at: an operator's input tensors with their shapes settled, and the values of those that are constants.</summary>
internal sealed class ShapeContext(Operator op, IReadOnlyList<ModelTensor> tensors)
{
    /// <summary>The number of inputs.</summary>
    public int InputCount => op.Inputs.Length;

    /// <summary>Whether an optional input is there.</summary>
    public bool Has(int input) => input < op.Inputs.Length && op.Inputs[input] != Operator.Absent;

    /// <summary>An input tensor.</summary>
    public ModelTensor Input(int input) =>
        Has(input) ? tensors[op.Inputs[input]] : throw Fault(input, "is missing");

    /// <summary>The shape of an input.</summary>
    public Shape Shape(int input) => Input(input).Shape;

    /// <summary>The shape of an input, which must have a given rank.</summary>
    public Shape Shape(int input, int rank)
    {
        var shape = Shape(input);
        return shape.Rank == rank ? shape : throw Fault(input, $"has shape {shape} where {rank} dimensions are needed");
    }

    /// <summary>The values of an integer input that must be a constant.</summary>
    /// <exception cref="UnsupportedOperatorException">It is computed when the model runs: the shapes would be dynamic.</exception>
    public int[] Integers(int input)
    {
        var tensor = Input(input);
        if (tensor.Data is not { } data)
            throw new UnsupportedOperatorException(op.Name, op.Index, $"its input {input} ({tensor.Description}) decides a shape and is computed when the model runs; only shapes known beforehand can be run");
        var bytes = data.Span;
        var values = new int[tensor.Shape.ElementCount];
        for (var i = 0; i < values.Length; i++)
        {
            var value = tensor.Type switch
            {
                ElementType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(bytes[(i * 4)..]),
                ElementType.Int64 => BinaryPrimitives.ReadInt64LittleEndian(bytes[(i * 8)..]),
                _ => throw Fault(input, $"is {tensor.Type.Name()} where int32 or int64 is needed"),
            };
            values[i] = value is >= int.MinValue and <= int.MaxValue ? (int)value : throw Fault(input, $"value {value} is out of range");
        }

        return values;
    }

    /// <summary>The single value of an integer input that must be a constant.</summary>
    public int Integer(int input) => Integers(input) is [var value] ? value : throw Fault(input, "must hold one value");

    /// <summary>An axis that may count from the last dimension, as a plain one.</summary>
    public int Axis(int axis, int rank) =>
        axis >= -rank && axis < rank ? (axis + rank) % Math.Max(rank, 1) : throw Fault($"axis {axis} does not exist among {rank} dimensions");

    /// <summary>Makes a shape from computed extents.</summary>
    public Shape Make(params ReadOnlySpan<int> dimensions) =>
        Tensors.Shape.TryCountElements(dimensions, out _) ? new Shape(dimensions) : throw Fault($"its output would have shape {string.Join('x', dimensions.ToArray())}, which no tensor can have");

    /// <summary>A fault in the operator as a whole.</summary>
    public ModelFormatException Fault(string fault) => new($"subgraphs[0].operators[{op.Index}]", $"{op.Name}: {fault}");

    /// <summary>A fault in one input.</summary>
    public ModelFormatException Fault(int input, string fault) =>
        new($"subgraphs[0].operators[{op.Index}].inputs[{input}]", $"{op.Name}: {(Has(input) ? tensors[op.Inputs[input]].Description + " " : "")}{fault}");
}
