using EdgeConv.Formats.TfLite.FlatBuffers;
using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Formats.TfLite;

/// <summary>Reads the tensors of a subgraph.</summary>
internal static class TensorReader
{
    /// <summary>Reads all tensors.</summary>
    /// <param name="subgraph">The subgraph's table.</param>
    /// <param name="buffers">The model's buffers.</param>
    /// <exception cref="ModelFormatException">A tensor is broken.</exception>
    public static GraphTensors Read(FlatTable subgraph, ModelBuffers buffers)
    {
        var tables = subgraph.Vector(SchemaFields.SubGraph.Tensors, "tensors", 4);
        var tensors = new GraphTensors(tables.Length);
        for (var index = 0; index < tables.Length; index++)
            ReadOne(tables.Table(index), index, buffers, tensors);
        return tensors;
    }

    private static void ReadOne(FlatTable table, int index, ModelBuffers buffers, GraphTensors tensors)
    {
        var code = table.Int8(SchemaFields.Tensor.Type, "type");
        if (code < 0 || code >= TensorTypes.Count)
            throw table.Fault(SchemaFields.Tensor.Type, "type", $"there is no tensor type {code}");
        if (table.Boolean(SchemaFields.Tensor.IsVariable, "is_variable"))
            throw table.Fault(SchemaFields.Tensor.IsVariable, "is_variable", "variable tensors are not supported");
        if (table.TryTable(SchemaFields.Tensor.Sparsity, "sparsity", out _))
            throw table.Fault(SchemaFields.Tensor.Sparsity, "sparsity", "sparse tensors are not supported");
        if (table.UInt32(SchemaFields.Tensor.ExternalBuffer, "external_buffer") != 0)
            throw table.Fault(SchemaFields.Tensor.ExternalBuffer, "external_buffer", "constants kept in another file are not supported");

        tensors.TypeCodes[index] = (byte)code;
        var name = table.Text(SchemaFields.Tensor.Name, "name");
        var shape = ReadShape(table);
        if (!TensorTypes.TryGet(code, out var type))
        {
            // Nothing may use it, which is checked where operators are read; an empty tensor keeps the numbering of the others.
            tensors.Items[index] = new ModelTensor(index, name, ElementType.Int8, new Shape(0), null, null);
            return;
        }

        var data = ReadData(table, shape, type, buffers);
        tensors.Origins[index] = data is null ? TensorOrigin.None : TensorOrigin.Constant;
        var quantization = QuantizationReader.Read(table, type, out tensors.AxisPlaces[index]);
        tensors.Items[index] = new ModelTensor(index, name, type, shape, quantization, data);
    }

    private static Shape ReadShape(FlatTable table)
    {
        var extents = table.Vector(SchemaFields.Tensor.Shape, "shape", 4);
        if (extents.Length > Shape.MaxRank)
            throw extents.Fault($"{extents.Length} dimensions; at most {Shape.MaxRank} are supported");
        Span<int> dimensions = stackalloc int[extents.Length];
        for (var axis = 0; axis < dimensions.Length; axis++)
        {
            dimensions[axis] = extents.Int32(axis);
            if (dimensions[axis] < 0)
                throw extents.Fault(axis, $"{dimensions[axis]} is no extent");
        }

        if (!Shape.TryCountElements(dimensions, out _))
            throw extents.Fault($"[{string.Join(", ", dimensions.ToArray())}] has more than {Shape.MaxElements} elements");
        return new Shape(dimensions);
    }

    private static ReadOnlyMemory<byte>? ReadData(FlatTable table, Shape shape, ElementType type, ModelBuffers buffers)
    {
        var buffer = buffers.Require(table, SchemaFields.Tensor.Buffer);
        if (buffer == 0)
            return null;
        var data = buffers[buffer];
        if (data.IsEmpty)
            return null;
        var expected = (long)shape.ElementCount * type.SizeInBytes();
        if (data.Length != expected)
            throw table.Fault(SchemaFields.Tensor.Buffer, "buffer", $"buffer {buffer} has {data.Length} bytes; {shape} of {type.Name()} takes {expected}");
        return data;
    }
}
