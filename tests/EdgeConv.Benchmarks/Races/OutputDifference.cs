using System.Numerics;
using System.Runtime.InteropServices;
using EdgeConv.Tensors;

namespace EdgeConv.Benchmarks.Races;

/// <summary>How far two outputs of the same network lie apart.</summary>
/// <param name="Values">How many values there are.</param>
/// <param name="Differing">How many of them are not equal.</param>
/// <param name="Largest">The largest difference, in the output's own numbers: steps where they are quantized.</param>
internal sealed record OutputDifference(int Values, int Differing, double Largest)
{
    /// <summary>Compares two outputs value by value.</summary>
    /// <param name="type">What their values are.</param>
    /// <param name="one">The bytes of one.</param>
    /// <param name="other">The bytes of the other.</param>
    /// <exception cref="ArgumentException">They are of different sizes.</exception>
    /// <exception cref="NotSupportedException">Values of this type are no numbers to compare.</exception>
    public static OutputDifference Of(ElementType type, ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        if (one.Length != other.Length)
            throw new ArgumentException($"Outputs of {one.Length} and {other.Length} bytes are not of the same network.", nameof(other));
        return type switch
        {
            ElementType.Int8 => Of<sbyte>(one, other),
            ElementType.UInt8 => Of<byte>(one, other),
            ElementType.Int16 => Of<short>(one, other),
            ElementType.Int32 => Of<int>(one, other),
            ElementType.Int64 => Of<long>(one, other),
            ElementType.Float32 => Of<float>(one, other),
            _ => throw new NotSupportedException($"Outputs of type {type} cannot be compared."),
        };
    }

    /// <summary>Compares the outputs of two engines.</summary>
    /// <exception cref="ArgumentException">They are of different types or sizes.</exception>
    public static OutputDifference Of(INetworkContender one, INetworkContender other) =>
        one.OutputType == other.OutputType
            ? Of(one.OutputType, one.Output, other.Output)
            : throw new ArgumentException($"The output is {one.OutputType} in {one.Name} and {other.OutputType} in {other.Name}: these are not the same network.", nameof(other));

    private static OutputDifference Of<T>(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
        where T : unmanaged, INumber<T>
    {
        var ours = MemoryMarshal.Cast<byte, T>(one);
        var theirs = MemoryMarshal.Cast<byte, T>(other);
        var (count, largest) = (0, 0.0);
        for (var i = 0; i < ours.Length; i++)
        {
            if (ours[i] == theirs[i])
                continue;
            count++;
            largest = Math.Max(largest, Math.Abs(double.CreateChecked(ours[i]) - double.CreateChecked(theirs[i])));
        }

        return new OutputDifference(ours.Length, count, largest);
    }
}
