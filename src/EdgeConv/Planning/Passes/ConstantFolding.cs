using System.Buffers.Binary;
using System.Collections.Immutable;
using EdgeConv.Kernels;
using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Planning.Passes;

/// <summary>Computes an operator whose inputs are all known, with the very kernel that would run it.</summary>
internal static class ConstantFolding
{
    /// <summary>Makes the outputs of <paramref name="op"/> constants, if they can be known.</summary>
    /// <param name="op">The operator; its outputs' shapes are settled.</param>
    /// <param name="tensors">The model's tensors; the outputs are replaced.</param>
    public static bool TryEvaluate(Operator op, ImmutableArray<ModelTensor>.Builder tensors)
    {
        if (op is ShapeOf)
        {
            var output = tensors[op.Outputs[0]];
            tensors[output.Index] = output with { Data = Encode(tensors[op.Inputs[0]].Shape, output.Type) };
            return true;
        }

        if (op.Inputs.Any(index => index != Operator.Absent && !tensors[index].IsConstant))
            return false;
        Run(op, tensors);
        return true;
    }

    private static byte[] Encode(Shape shape, ElementType type)
    {
        var size = type.SizeInBytes();
        var bytes = new byte[shape.Rank * size];
        for (var axis = 0; axis < shape.Rank; axis++)
        {
            if (type == ElementType.Int64)
                BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(axis * size), shape[axis]);
            else
                BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(axis * size), shape[axis]);
        }

        return bytes;
    }

    private static unsafe void Run(Operator op, ImmutableArray<ModelTensor>.Builder tensors)
    {
        using var plan = new PlanBuilder(Alone(op, tensors), PlanOptions.Default, KernelFamilies.UpTo(KernelFamily.Scalar)).Build([]);
        using var arena = new AlignedMemory(plan.ArenaBytes);
        using var scratch = new AlignedMemory(plan.ScratchBytes);
        var addresses = plan.AddressesIn(arena, scratch);
        foreach (var call in plan.Bind(addresses))
            call.Run(0, call.Units, 0);
        for (var i = 0; i < op.Outputs.Length; i++)
        {
            var output = tensors[op.Outputs[i]];
            tensors[output.Index] = output with { Data = new ReadOnlySpan<byte>(addresses.Of<byte>(plan.Outputs[i]), output.ByteCount).ToArray() };
        }
    }

    /// <summary>A model of the operator and its tensors, numbered anew: folding thousands of operators must not copy all tensors thousands of times.</summary>
    private static Model Alone(Operator op, ImmutableArray<ModelTensor>.Builder tensors)
    {
        var places = op.Inputs.Concat(op.Outputs).Where(index => index != Operator.Absent).Distinct().ToArray();
        ImmutableArray<int> Renumbered(ImmutableArray<int> indices) => [.. indices.Select(index => index == Operator.Absent ? index : Array.IndexOf(places, index))];
        var alone = op with { Inputs = Renumbered(op.Inputs), Outputs = Renumbered(op.Outputs) };
        return new Model("", [.. places.Select((place, index) => tensors[place] with { Index = index })], [alone], [], alone.Outputs, ModelMetadata.None);
    }
}
