using System.Collections.Immutable;
using System.Runtime.InteropServices;
using EdgeConv.Kernels.SignFlip;
using EdgeConv.Models;
using EdgeConv.Planning.Quantization;
using EdgeConv.Tensors;

namespace EdgeConv.Planning.Lowering;

/// <summary>Operands that must be constants, packed in the form a kernel reads.</summary>
internal static class ConstantOperands
{
    /// <summary>The bytes of an 8-bit constant as int8: of int8 the model's own, of uint8 a copy with its top bits flipped.</summary>
    public static unsafe ReadOnlyMemory<byte> StoredWeights(PlanBuilder plan, Operator op, int input)
    {
        var stored = Memory(plan, op, input);
        if (plan.Tensor(op.Inputs[input]).Type != ElementType.UInt8)
            return stored;
        var flipped = new byte[stored.Length];
        fixed (byte* from = stored.Span, to = flipped)
            SignFlip_c16_Vector128.Run(new SignFlipArguments { Input = from, Output = to, Count = flipped.Length });
        return flipped;
    }

    /// <summary>An int32 bias of <paramref name="count"/> values; zeros when the operator has none.</summary>
    public static ImmutableArray<int> BiasValues(PlanBuilder plan, Operator op, int input, int count)
    {
        if (IsAbsent(op, input))
            return ImmutableCollectionsMarshal.AsImmutableArray(new int[count]);
        var tensor = plan.Tensor(op.Inputs[input]);
        if (tensor.Type != ElementType.Int32)
            throw new UnsupportedOperatorException(op.Name, op.Index, $"a bias beside 8-bit weights must be int32, not {tensor.Type.Name()}");
        RequireCount(op, input, tensor, count);
        return [.. MemoryMarshal.Cast<byte, int>(Bytes(plan, op, input))];
    }

    /// <summary>A float32 bias of <paramref name="count"/> values; zeros when the operator has none.</summary>
    public static Slot FloatBias(PlanBuilder plan, Operator op, int input, int count)
    {
        if (IsAbsent(op, input))
            return plan.Constant<float>("no bias", new float[count]);
        RequireCount(op, input, plan.Tensor(op.Inputs[input]), count);
        return Floats(plan, op, input);
    }

    /// <summary>A constant as float32: as stored, or its real values when it is quantized (a "dynamic range" model keeps int8 weights beside float activations).</summary>
    public static Slot Floats(PlanBuilder plan, Operator op, int input)
    {
        var tensor = plan.Tensor(op.Inputs[input]);
        var bytes = Bytes(plan, op, input);
        return tensor.Type switch
        {
            ElementType.Float32 => plan.SlotOf(tensor.Index),
            ElementType.Float16 => plan.Constant<float>(tensor.Name, Widen(MemoryMarshal.Cast<byte, Half>(bytes))),
            ElementType.Int8 or ElementType.UInt8 => plan.Constant<float>(tensor.Name, Dequantize(tensor, bytes)),
            _ => throw OperandTypes.Unsupported(op, tensor),
        };
    }

    /// <summary>Whether an optional operand is left out.</summary>
    public static bool IsAbsent(Operator op, int input) => input >= op.Inputs.Length || op.Inputs[input] == Operator.Absent;

    private static ReadOnlySpan<byte> Bytes(PlanBuilder plan, Operator op, int input) => Memory(plan, op, input).Span;

    private static ReadOnlyMemory<byte> Memory(PlanBuilder plan, Operator op, int input)
    {
        var tensor = plan.Tensor(op.Inputs[input]);
        return tensor.Data
            ?? throw new UnsupportedOperatorException(op.Name, op.Index, $"its input {input} ({tensor.Description}) must be a constant, and is computed when the model runs");
    }

    private static void RequireCount(Operator op, int input, ModelTensor tensor, int count)
    {
        if (tensor.Shape.ElementCount != count)
            throw new ModelFormatException($"subgraphs[0].operators[{op.Index}].inputs[{input}]", $"{tensor.Description} has {tensor.Shape.ElementCount} values where {count} are needed");
    }

    private static float[] Widen(ReadOnlySpan<Half> values)
    {
        var floats = new float[values.Length];
        for (var i = 0; i < floats.Length; i++)
            floats[i] = (float)values[i];
        return floats;
    }

    private static float[] Dequantize(ModelTensor tensor, ReadOnlySpan<byte> bytes)
    {
        var quantization = tensor.RequiredQuantization();
        var inner = tensor.Shape.Product(quantization.Axis + 1, tensor.Shape.Rank);
        var floats = new float[bytes.Length];
        for (var i = 0; i < floats.Length; i++)
        {
            var channel = quantization.IsPerChannel ? i / inner % quantization.Scales.Length : 0;
            var stored = tensor.Type == ElementType.Int8 ? (sbyte)bytes[i] : (int)bytes[i];
            floats[i] = quantization.Scales[channel] * (stored - quantization.ZeroPoints[channel]);
        }

        return floats;
    }
}
