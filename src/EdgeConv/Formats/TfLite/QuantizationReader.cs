using System.Collections.Immutable;
using System.Runtime.InteropServices;
using EdgeConv.Formats.TfLite.FlatBuffers;
using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Formats.TfLite;

/// <summary>Reads how a tensor's integers stand for reals. The channel axis is taken as the file states it; <see cref="ChannelAxes"/> settles it.</summary>
internal static class QuantizationReader
{
    /// <summary>Reads the quantization of a tensor of type <paramref name="type"/>.</summary>
    /// <param name="tensor">The tensor's table.</param>
    /// <param name="type">Its element type; floats and truth values have no quantization, whatever the file says.</param>
    /// <param name="axisFault">When channels have their own scales: where the axis stands in the file, and what it is called.</param>
    /// <returns>The parameters, or null for a tensor without.</returns>
    /// <exception cref="ModelFormatException">A scale, zero point or count is wrong.</exception>
    public static QuantizationParameters? Read(FlatTable tensor, ElementType type, out AxisPlace axisFault)
    {
        axisFault = default;
        if (!tensor.TryTable(SchemaFields.Tensor.Quantization, "quantization", out var table))
            return null;
        if (table.UInt8(SchemaFields.Quantization.DetailsType, "details_type") is var details and not 0)
            throw table.Fault(SchemaFields.Quantization.DetailsType, "details_type", $"custom quantization (kind {details}) is not supported");
        if (type is ElementType.Float32 or ElementType.Float16 or ElementType.Boolean)
            return null;
        var scales = table.Vector(SchemaFields.Quantization.Scale, "scale", 4);
        if (scales.Length == 0)
            return null;
        var zeroPoints = ReadZeroPoints(table, type, scales.Length);
        var axis = 0;
        if (scales.Length > 1)
        {
            axis = table.Int32(SchemaFields.Quantization.QuantizedDimension, "quantized_dimension");
            axisFault = new AxisPlace(table.Path, scales.Start + table.Path.Allowance.BaseOffset - 4);
        }

        return new QuantizationParameters(ReadScales(scales), zeroPoints, axis);
    }

    private static ImmutableArray<float> ReadScales(FlatVector scales)
    {
        var values = scales.ToFloat32();
        for (var index = 0; index < values.Length; index++)
        {
            if (!(values[index] > 0) || float.IsInfinity(values[index]))
                throw scales.Fault(index, FormattableString.Invariant($"{values[index]} is no scale: it must be finite and greater than 0"));
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(values);
    }

    private static ImmutableArray<int> ReadZeroPoints(FlatTable table, ElementType type, int count)
    {
        var zeroPoints = table.Vector(SchemaFields.Quantization.ZeroPoint, "zero_point", 8);
        var values = new int[count];
        if (zeroPoints.Length != 0)
        {
            if (zeroPoints.Length != count)
                throw zeroPoints.Fault($"{zeroPoints.Length} zero points for {count} scales");
            var (low, high) = RangeOf(type);
            for (var index = 0; index < count; index++)
            {
                var value = zeroPoints.Int64(index);
                if (value < low || value > high)
                    throw zeroPoints.Fault(index, $"{value} is outside the range of {type.Name()} ({low} to {high})");
                values[index] = (int)value;
            }
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(values);
    }

    private static (long Low, long High) RangeOf(ElementType type) => type switch
    {
        ElementType.Int8 => (sbyte.MinValue, sbyte.MaxValue),
        ElementType.UInt8 => (byte.MinValue, byte.MaxValue),
        ElementType.Int16 => (short.MinValue, short.MaxValue),
        // Zero points are held as 32-bit integers; those of wider types are 0 in practice.
        _ => (int.MinValue, int.MaxValue),
    };
}
